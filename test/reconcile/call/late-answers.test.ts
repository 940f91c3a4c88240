import { describe, expect, it } from 'vitest';
import type { LedgerWriter } from '../../../src/ledger/ledger.ts';
import { Failure } from '../../../src/model/failure.ts';
import { keepLateAnswers } from '../../../src/reconcile/call/late-answers.ts';
import { makeIntent } from '../../make/noun/attempt.ts';
import { makeConclusion } from '../../make/noun/conclusion.ts';

/** A writer that records outcomes while it is not busy. */
function makeWriter() {
  const nothing = async () => {};
  const state = { isBusy: false, recorded: [] as number[] };
  const writer: LedgerWriter = {
    ...{ number: 1, recordPass: nothing, quarantine: nothing, noteHolds: nothing, release: nothing },
    ...{ adopt: nothing, intend: async () => undefined, close: nothing },
    async conclude(conclusion) {
      if (state.isBusy) throw new Failure({ code: 'DPS2501', consequence: 'retry' }, 'the ledger is busy');
      state.recorded.push(conclusion.id);
      return { ...makeIntent(), ...conclusion, writer: 1 };
    },
  };
  return { state, ...keepLateAnswers(writer) };
}

describe('an outcome that the ledger is too busy for', () => {
  it('is told at once, kept, and recorded once when the ledger can be written again', async () => {
    const { state, writer, record } = makeWriter();
    await writer.conclude(makeConclusion(1));
    state.isBusy = true;
    for (const id of [2, 3]) await expect(writer.conclude(makeConclusion(id))).rejects.toThrow('busy');
    await expect(record()).rejects.toThrow('busy');
    state.isBusy = false;
    await record();
    await record();
    expect(state.recorded).toEqual([1, 2, 3]);
  });
});
