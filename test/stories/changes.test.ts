import fc from 'fast-check';
import { expect, it } from 'vitest';
import { redistribution } from '../make/noun/redistribution.ts';
import { makeConductor } from '../make/process/conductor.ts';
import { actionsOf } from '../make/short-names.ts';
import { fewOrMany } from '../make/size.ts';

const RUNS = Number(process.env.RUNS ?? fewOrMany(2, 6));
/** Ends the search for a smaller example as well, in milliseconds. */
const LIMIT = Number(process.env.LIMIT ?? 120_000);
const PACKAGES = [1, 2, 3, 4];

/** A tree: for each package a file that says its revision, or none. */
const tree = fc.tuple(...PACKAGES.map(() => fc.constantFrom('1', '2', '3', '4', null)));
const history = fc.array(tree, { minLength: 2, maxLength: 5 });

it('calls exactly what is at a revision that was never sent before', { timeout: 2 * LIMIT }, async () => {
  await fc.assert(
    fc.asyncProperty(history, async (trees) => {
      await using conductor = await makeConductor({ slots: 3 });
      const sent = new Set<string>();
      for (const revisions of trees) {
        const files = revisions.map((revision, index) => {
          const packages = [PACKAGES[index] ?? 0];
          return [
            `${index}.yaml`,
            revision && redistribution({ packages, groups: [1, 2], revision }),
          ] as const;
        });
        conductor.repo.commit(Object.fromEntries(files));
        const due = revisions.flatMap((revision, index) =>
          revision === null || sent.has(`${index} ${revision}`)
            ? []
            : [`${PACKAGES[index]}>1`, `${PACKAGES[index]}>2`],
        );
        revisions.forEach((revision, index) => {
          if (revision !== null) sent.add(`${index} ${revision}`);
        });
        const planned = Object.entries(actionsOf(await conductor.plan()));
        expect(planned.flatMap(([name, action]) => (action === 'redistribute' ? [name] : []))).toEqual(due);
        const before = conductor.taken.length;
        await conductor.apply();
        expect(conductor.taken.slice(before).toSorted()).toEqual(due);
        const { summary } = (await conductor.plan()).planned.plan;
        expect(summary).toMatchObject({ redistribute: 0, hold: 0, forget: 0 });
      }
    }),
    { numRuns: RUNS, interruptAfterTimeLimit: LIMIT },
  );
});
