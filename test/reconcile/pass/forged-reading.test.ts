import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { redistribution } from '../../make/noun/redistribution.ts';
import { makeConductor } from '../../make/process/conductor.ts';

it('a reading planted in the cache that declares another entry is not called', async () => {
  await using conductor = await makeConductor();
  conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1] }) });
  await conductor.plan();
  const cache = new DatabaseSync(join(conductor.stateFolder, 'cache.db'));
  const planted = cache
    .prepare("update readings set reading = replace(reading, 'P0100001', 'P0100002')")
    .run();
  cache.close();
  expect(planted.changes).toBe(1);
  await conductor.apply();
  expect(conductor.taken).toEqual(['1>1']);
});
