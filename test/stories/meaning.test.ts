import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeConductor } from '../make/process/conductor.ts';
import { actionsOf } from '../make/short-names.ts';
import { fewOrMany } from '../make/size.ts';
import { type Meaning, style, write } from './style.ts';

const RUNS = Number(process.env.RUNS ?? fewOrMany(3, 10));
/** Ends the search for a smaller example as well, in milliseconds. */
const LIMIT = Number(process.env.LIMIT ?? 120_000);

const meaning: fc.Arbitrary<Meaning> = fc.record({
  packages: fc
    .uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 })
    .chain((numbers) =>
      fc.tuple(
        ...numbers.map((number) =>
          fc.constantFrom('1', '2026-11-20', '1E5', 'yes', '~').map((revision) => ({ number, revision })),
        ),
      ),
    ),
  groups: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 2 }),
});

it('calls nothing again where only the way of writing changed', { timeout: 2 * LIMIT }, async () => {
  await fc.assert(
    fc.asyncProperty(meaning, fc.array(style, { minLength: 2, maxLength: 3 }), async (what, styles) => {
      await using conductor = await makeConductor({ slots: 3 });
      const wanted = what.packages.flatMap(({ number }) => what.groups.map((group) => `${number}>${group}`));
      let before: Readonly<Record<string, string>> = {};
      for (const how of styles) {
        const files = write(what, how);
        const gone = Object.fromEntries(Object.keys(before).map((path) => [path, null]));
        conductor.repo.commit({ ...gone, ...files });
        before = files;
        const { after } = await conductor.apply();
        expect(after.planned.plan.problems).toEqual([]);
        expect(conductor.taken.toSorted()).toEqual(wanted.toSorted());
      }
      const planned = Object.entries(actionsOf(await conductor.plan({ also: 'all' })));
      expect(planned.map(([, action]) => action)).toEqual(wanted.map(() => 'unchanged'));
    }),
    { numRuns: RUNS, interruptAfterTimeLimit: LIMIT },
  );
});
