import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/model/event.ts';
import { resume, suspend } from '../../../src/reconcile/operator/suspend.ts';
import type { Parts } from '../../../src/reconcile/parts.ts';
import { packageId, redistribution, redistributions } from '../../make/noun/redistribution.ts';
import { makeConductor } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';

const MINUTE = 60_000;
const FOREVER = { until: null, reason: null, evenUnknown: true };

describe('a suspension in the middle of an apply', () => {
  /** Suspends at the first event of a kind; the call after it waits until that is on record. */
  function suspending(selector: string, type: Event['type']): (parts: Parts) => Parts {
    return (parts) => {
      let said: Promise<void> | undefined;
      return {
        ...parts,
        listen: (event) => {
          parts.listen(event);
          if (event.type === type) said ??= suspend({ selector, ...FOREVER }, parts);
        },
        sites: parts.sites.map((site) => ({
          ...site,
          redistribute: async (call) => {
            await said;
            return await site.redistribute(call);
          },
        })),
      };
    };
  }

  const FOUR = { 'a.yaml': redistribution({ packages: [1, 2, 3, 4] }) };

  it('takes effect before the next intent', async () => {
    await using conductor = await makeConductor({ wrap: suspending('*', 'intended') });
    conductor.repo.commit(FOUR);
    const { report, after } = await conductor.apply();
    expect(conductor.taken).toEqual(['1>1']);
    expect(await conductor.attempts()).toHaveLength(1);
    expect(report.held.map(({ held }) => held?.by)).toEqual(['suspended', 'suspended', 'suspended']);
    expect(actionsOf(after)).toMatchObject({ '1>1': 'unchanged', '4>1': 'suspended' });
    await resume('*', null, conductor.parts);
    await conductor.reopen({ wrap: (parts) => parts });
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1', '3>1', '4>1']);
  });

  it('lets the call go whose intent was made with the outcome before it', async () => {
    await using conductor = await makeConductor({ wrap: suspending('*', 'concluded') });
    conductor.repo.commit(FOUR);
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1']);
  });

  it('stops what it selects, and nothing else', async () => {
    await using conductor = await makeConductor({
      wrap: suspending(`P01/${packageId(3)}/*`, 'intended'),
    });
    conductor.repo.commit(FOUR);
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1', '4>1']);
  });
});

describe('a suspension', () => {
  it('selects by label too, names who said it, and holds no higher wave', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({
      'a.yaml': redistributions(
        { packages: [1], labels: { ring: 'broad' } },
        { packages: [2], labels: { ring: 'pilot' }, wave: 1 },
      ),
    });
    await suspend(
      { selector: 'ring=broad', until: null, reason: 'CHG1', evenUnknown: true },
      conductor.parts,
    );
    const { after } = await conductor.apply();
    expect(conductor.taken).toEqual(['2>1']);
    expect(after.planned.plan.entries[0]?.held).toMatchObject({
      by: 'suspended',
      message: 'ada@desk suspended ring=broad: CHG1',
      since: conductor.now,
      until: null,
    });
  });

  it('ends by itself at its time', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({ 'a.yaml': redistribution() });
    const until = conductor.now + MINUTE;
    await suspend({ selector: '*', until, reason: null }, conductor.parts);
    conductor.now = until - 1;
    const { after } = await conductor.apply();
    expect(after.planned.plan.entries[0]?.held).toMatchObject({ by: 'suspended', until });
    conductor.now = until;
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1']);
  });

  it('said again replaces what was said before', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({ 'a.yaml': redistribution() });
    await suspend({ selector: '*', ...FOREVER }, conductor.parts);
    await suspend({ selector: '*', until: conductor.now + MINUTE, reason: null }, conductor.parts);
    conductor.now += MINUTE;
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1']);
  });

  it('is on record, as its end is', async () => {
    await using conductor = await makeConductor();
    await suspend({ selector: '*', until: null, reason: 'freeze' }, conductor.parts);
    await resume('*', 'thaw', conductor.parts);
    const { commands } = await conductor.parts.ledger.history({});
    expect(commands).toMatchObject([
      { command: 'resume', target: '*', actor: 'ada@desk', reason: 'thaw' },
      { command: 'suspend', target: '*', actor: 'ada@desk', reason: 'freeze' },
    ]);
  });
});

describe('resume', () => {
  const ENTRY = `P01/${packageId(1)}/Branch Offices 01`;
  const PACKAGE = `P01/${packageId(1)}/*`;

  it.each([
    { selector: ENTRY, wider: '*', remedy: 'dpsync resume ends that' },
    { selector: ENTRY, wider: PACKAGE, remedy: `dpsync resume '${PACKAGE}' ends that` },
    { selector: PACKAGE, wider: 'P01/*/*', remedy: "dpsync resume 'P01/*/*' ends that" },
    { selector: 'ring=broad', wider: '*', remedy: 'dpsync resume ends that' },
  ])('of $selector alone is refused while $wider is suspended', async ({ selector, wider, remedy }) => {
    await using conductor = await makeConductor();
    await suspend({ selector: wider, ...FOREVER }, conductor.parts);
    await expect(resume(selector, null, conductor.parts)).rejects.toMatchObject({
      code: 'DPS5108',
      message: expect.stringContaining(`${selector} is suspended by the wider ${wider}; ${remedy}`),
    });
    expect(await conductor.parts.ledger.suspensions()).toHaveLength(1);
  });

  it('ends all that it covers, in any spelling, and gives it', async () => {
    await using conductor = await makeConductor();
    for (const selector of [ENTRY, PACKAGE, 'P02/*/*'])
      await suspend({ selector, ...FOREVER }, conductor.parts);
    const ended = await resume('p01/*/*', null, conductor.parts);
    expect(ended.toSorted()).toEqual([PACKAGE, ENTRY].toSorted());
    expect(await conductor.parts.ledger.suspensions()).toMatchObject([{ selector: 'P02/*/*' }]);
  });

  it('of what is not suspended says what is', async () => {
    await using conductor = await makeConductor();
    await expect(resume('*', null, conductor.parts)).rejects.toMatchObject({
      code: 'DPS5109',
      message: '* is not suspended; what is suspended: nothing',
    });
    await suspend({ selector: 'ring=broad', ...FOREVER }, conductor.parts);
    await expect(resume(ENTRY, null, conductor.parts)).rejects.toMatchObject({
      code: 'DPS5109',
      message: expect.stringContaining('what is suspended: ring=broad'),
    });
  });

  it('knows nothing of a suspension that has ended by itself', async () => {
    await using conductor = await makeConductor();
    await suspend({ selector: '*', until: conductor.now + MINUTE, reason: null }, conductor.parts);
    conductor.now += MINUTE;
    await expect(resume('*', null, conductor.parts)).rejects.toMatchObject({ code: 'DPS5109' });
  });
});
