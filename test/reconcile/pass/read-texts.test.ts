import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { redistribution } from '../../make/noun/redistribution.ts';
import { type Conductor, makeConductor } from '../../make/process/conductor.ts';

/** How many texts were read since the last look. */
function readIn({ events }: Conductor): number {
  const done = events.flatMap((event) => (event.type === 'reading' ? [event.done] : []));
  events.length = 0;
  return done.at(-1) ?? 0;
}

it('reads a text once, whatever file it is in, until it changes or the cache is lost', async () => {
  await using conductor = await makeConductor();
  const text = redistribution();
  conductor.repo.commit({ 'a.yaml': text, 'copy.yaml': text, 'b.yaml': redistribution({ packages: [2] }) });
  await conductor.plan();
  expect(readIn(conductor)).toBe(2);
  await conductor.apply();
  expect(readIn(conductor)).toBe(0);
  conductor.repo.commit({
    'copy.yaml': null,
    'moved/a.yaml': text,
    'a.yaml': redistribution({ packages: [3] }),
  });
  await conductor.reopen();
  await conductor.plan();
  expect(readIn(conductor)).toBe(1);
  await conductor.reopenAfter(() => rmSync(`${conductor.stateFolder}/cache.db`));
  await conductor.plan();
  expect(readIn(conductor)).toBe(2);
});
