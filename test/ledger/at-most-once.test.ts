import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Ledger, LedgerWriter } from '../../src/ledger/ledger.ts';
import type { Attempt, Conclusion } from '../../src/model/attempt.ts';
import { makeIntent } from '../make/noun/attempt.ts';
import { makeConclusion, makeRejection, makeUnknown } from '../make/noun/conclusion.ts';
import { openIn, testFolder } from './open-in.ts';

const ENTRIES = ['P01/P0100012/Branch', 'P01/P0100012/Head Office', 'P02/P0200099/Branch'];
const KEYS = ENTRIES.map((text) => makeIntent(text).key);
const ANSWERS = [makeConclusion, makeRejection, makeUnknown];

type Step =
  | { readonly do: 'intend' | 'adopt' | 'retry'; readonly entry: string; readonly revision: string }
  | {
      readonly do: 'conclude' | 'resolve';
      readonly attempt: number;
      readonly answer: (id: number) => Conclusion;
    }
  | { readonly do: 'settle'; readonly attempt: number }
  | { readonly do: 'restart' };

const entry = fc.constantFrom(...ENTRIES);
const revision = fc.constantFrom('1', '2');
const attempt = fc.integer({ min: 1, max: 12 });
const answer = fc.constantFrom(...ANSWERS);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('intend' as const), entry, revision }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('conclude' as const), attempt, answer }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('adopt' as const), entry, revision }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retry' as const), entry, revision }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('settle' as const), attempt }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resolve' as const), attempt, answer }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);

const isLive = ({ outcome }: Attempt) => outcome !== 'rejected';
const pairOf = ({ key, digest }: Attempt) => `${key} ${digest}`;

/** One step of a writer; what the ledger refuses is refused. A restart leaves open what was open, as a kill does. */
async function take(step: Step, ledger: Ledger, writer: LedgerWriter): Promise<LedgerWriter> {
  switch (step.do) {
    case 'intend':
      await writer.intend(makeIntent(step.entry, step.revision));
      return writer;
    case 'adopt':
      await writer.adopt([makeIntent(step.entry, step.revision)], [], []);
      return writer;
    case 'conclude':
      await writer.conclude(step.answer(step.attempt)).catch(refusal);
      return writer;
    case 'resolve':
      await ledger.resolve([step.answer(step.attempt)], []).catch(refusal);
      return writer;
    case 'retry':
      await ledger.retry([makeIntent(step.entry, step.revision)], []);
      return writer;
    case 'settle':
      await ledger.settle([makeConclusion(step.attempt)]);
      return writer;
    case 'restart':
      await writer.close();
      return ledger.acquire('dpsync apply');
  }
}

function refusal(error: { readonly code?: string }): void {
  if (error.code !== 'DPS2523' && error.code !== 'DPS2524') throw error;
}

it('holds whatever is intended, answered, adopted, settled or killed, one after the other or together', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 15 }),
      async (turns) => {
        const folder = testFolder();
        const ledger = await openIn(folder);
        let writer = await ledger.acquire('dpsync apply');
        let before: readonly Attempt[] = [];
        for (const steps of turns) {
          const current = writer;
          const together = steps.filter((one) => one.do !== 'restart');
          await Promise.all(together.map((one) => take(one, ledger, current)));
          if (together.length < steps.length) writer = await take({ do: 'restart' }, ledger, current);
          const after = await ledger.attempts(KEYS);
          expectAtMostOnce(before, after);
          before = after;
        }
        await ledger.close();
      },
    ),
    { numRuns: 60 },
  );
});

function expectAtMostOnce(before: readonly Attempt[], after: readonly Attempt[]): void {
  const live = after.filter(isLive).map(pairOf);
  expect(new Set(live).size).toBe(live.length);
  const now = new Map(after.map((one) => [one.id, one]));
  for (const { id, outcome } of before) {
    if (outcome === 'accepted' || outcome === 'adopted') expect(now.get(id)?.outcome).toBe(outcome);
    expect(now.has(id)).toBe(true);
  }
  const newest = Math.max(0, ...before.map(({ id }) => id));
  const known = new Set(before.map(({ id }) => id));
  for (const { id } of after) if (!known.has(id)) expect(id).toBeGreaterThan(newest);
}
