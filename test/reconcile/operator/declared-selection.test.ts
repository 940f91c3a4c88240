import { describe, expect, it } from 'vitest';
import { parseSelector } from '../../../src/model/selection/selector.ts';
import { suspend } from '../../../src/reconcile/operator/suspend.ts';
import { redistribution } from '../../make/noun/redistribution.ts';
import { makeConductor } from '../../make/process/conductor.ts';

const FOREVER = { until: null, reason: null };
const SLIP = 'P01/P0100002/Branch';
const only = (text: string) => parseSelector(text) ?? null;

describe('a selector that means nothing that is declared', () => {
  it('is an error of plan and apply, which calls nothing then', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2, 3] }) });
    const refused = { code: 'DPS5113', message: expect.stringMatching(/^ring=x matches none of 3 entries/) };
    await expect(conductor.apply({ only: only('ring=x') })).rejects.toMatchObject(refused);
    expect(conductor.taken).toEqual([]);
    await conductor.apply();
    // Nothing of it changed: it is declared all the same.
    await conductor.apply({ only: only('P01/P0100002/*') });
    await expect(conductor.apply({ only: only('P01/P0199992/*') })).rejects.toMatchObject({
      message: expect.stringMatching(/^P01\/P0199992\/\* matches none of 3 entries; near it: P01\/P010000/),
    });
    expect(conductor.taken).toEqual(['1>1', '2>1', '3>1']);
  });

  it('is an error of suspend, unless it is said that it may', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1] }) });
    await suspend({ selector: '*', ...FOREVER }, conductor.parts);
    await expect(suspend({ selector: SLIP, ...FOREVER }, conductor.parts)).rejects.toMatchObject({
      code: 'DPS5113',
      message: `${SLIP} matches none of 0 entries`,
    });
    await suspend({ selector: SLIP, ...FOREVER, evenUnknown: true }, conductor.parts);
    const suspended = await conductor.parts.ledger.suspensions();
    expect(suspended.map(({ selector }) => selector).sort()).toEqual(['*', SLIP]);
  });
});
