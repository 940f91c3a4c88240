import { describe, expect, it } from 'vitest';
import { BEGINNING, makeConductor, type Wish } from '../make/conductor.ts';
import { bringToLife } from '../make/living.ts';
import { redistribution } from '../make/redistribution.ts';
import { VirtualTime } from '../make/virtual-time.ts';

const MINUTE = 60_000;

async function start(wish: Wish = {}) {
  const time = new VirtualTime(BEGINNING);
  const conductor = await makeConductor({ time, ...wish });
  return { time, conductor };
}

describe('a daemon', { timeout: 60_000 }, () => {
  it('calls what is committed, once, and goes on with what is committed later', async () => {
    const { time, conductor } = await start();
    await using _ = conductor;
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1] }) });
    const living = await bringToLife(conductor, time);
    await time.pass(5 * MINUTE);
    expect(conductor.taken).toEqual(['1>1']);
    conductor.repo.commit({ 'b.yaml': redistribution({ packages: [2] }) });
    await time.pass(2 * MINUTE);
    expect(conductor.taken).toEqual(['1>1', '2>1']);
    await living.end();
    const outcomes = (await conductor.attempts()).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['accepted', 'accepted']);
  });
});
