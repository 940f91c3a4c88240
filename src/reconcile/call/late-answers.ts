// A ledger that is busy must not cost an answer: while its writer lives, a call without one counts as under way.
import type { LedgerWriter } from '../../ledger/ledger.ts';
import type { Conclusion } from '../../model/attempt.ts';

/** Outcomes that could not be recorded when they came. */
interface LateAnswers {
  /** The same writer; an outcome that it cannot record is kept. */
  readonly writer: LedgerWriter;
  /** Records what was kept. Throws a Failure, and goes on keeping it, where the ledger still cannot be written. */
  record(): Promise<void>;
}

/** Keeps the outcomes that a writer cannot record: no more than there are calls in flight. */
export function keepLateAnswers(writer: LedgerWriter): LateAnswers {
  const late: Conclusion[] = [];
  const conclude: LedgerWriter['conclude'] = async (conclusion) => {
    try {
      return await writer.conclude(conclusion);
    } catch (error) {
      late.push(conclusion);
      throw error;
    }
  };
  return {
    writer: {
      number: writer.number,
      recordPass: (record) => writer.recordPass(record),
      quarantine: (command, sources) => writer.quarantine(command, sources),
      noteHolds: (site, holds) => writer.noteHolds(site, holds),
      release: (ids, commands) => writer.release(ids, commands),
      adopt: (intents, ids, commands) => writer.adopt(intents, ids, commands),
      intend: (intent) => writer.intend(intent),
      conclude,
      close: () => writer.close(),
    },
    async record() {
      const again = await Promise.allSettled(late.splice(0).map(conclude));
      for (const one of again) if (one.status === 'rejected') throw one.reason;
    },
  };
}
