import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Conductor, makeConductor } from '../make/process/conductor.ts';
import { fewOrMany } from '../make/size.ts';
import { Content } from './content.ts';
import { step } from './steps.ts';

const RUNS = Number(process.env.RUNS ?? fewOrMany(3, 10));
/** Ends the search for a smaller example as well, in milliseconds. */
const LIMIT = Number(process.env.LIMIT ?? 120_000);

/** What is planned, and what a pass would remember. */
async function planned(conductor: Conductor) {
  return (await conductor.plan({ also: 'all' })).planned;
}

it('plans the same from the whole tree as from what changed', { timeout: 2 * LIMIT }, async () => {
  const commits = fc.array(
    step.map(({ edits }) => edits),
    { minLength: 2, maxLength: 5, size: 'max' },
  );
  await fc.assert(
    fc.asyncProperty(commits, async (history) => {
      await using conductor = await makeConductor({ guards: { firstRun: 'hold' } });
      const content = new Content(conductor);
      for (const edits of history) {
        await conductor.apply();
        content.commit(edits);
      }
      const fromChanges = await planned(conductor);

      await conductor.reopen({
        wrap: (parts) => ({ ...parts, reader: { ...parts.reader, version: 'another reader' } }),
      });
      expect(await planned(conductor)).toEqual(fromChanges);
      await conductor.reopen({ wrap: (parts) => parts });
      await conductor.reopenAfter(() => rmSync(join(conductor.stateFolder, 'mirrors'), { recursive: true }));
      expect(await planned(conductor)).toEqual(fromChanges);
      await conductor.reopenAfter(() => rmSync(conductor.stateFolder, { recursive: true }));
      expect(await planned(conductor)).toEqual(fromChanges);
    }),
    { numRuns: RUNS, interruptAfterTimeLimit: LIMIT },
  );
});
