import { describe, expect, it } from 'vitest';
import type { SimulatedFault } from '../../src/simulator/fault.ts';
import { redistributions } from '../make/noun/redistribution.ts';
import { takenBy } from '../make/short-names.ts';
import { answering } from '../make/site/scripted-site.ts';
import { type DaemonStage, MINUTE, makeDaemonStage, SECOND } from './make/daemon-stage.ts';

const NEXT = { '@odata.nextLink': 'SMS_DistributionPointGroup?$skip=1' };
const ROW = {
  GroupID: '{6617708D-0F98-4898-8D05-9E882C23DCB2}',
  Name: 'x'.repeat(100),
  MemberCount: 1,
  ThisSiteCode: 'P01',
};
const ROWS = JSON.stringify({ value: Array(20_000).fill(ROW), ...NEXT });

/** What a bad site does with every read, and the code that it is held with. */
const KINDS: readonly (readonly [string, (stage: DaemonStage) => SimulatedFault, string])[] = [
  ['has a next page for ever', () => answering(200, { value: [], ...NEXT }), 'DPS2044'],
  [
    'has a next page for ever, a minute later each',
    ({ conductor }) => {
      conductor.now += MINUTE;
      return answering(200, { value: [], ...NEXT });
    },
    'DPS2072',
  ],
  ['has rows without end', () => answering(200, ROWS), 'DPS2072'],
  ['says too much at once', () => answering(200, ' '.repeat(8 * 1024 * 1024 + 1)), 'DPS2045'],
  [
    'leads elsewhere',
    () => answering(200, { value: [], '@odata.nextLink': 'http://127.0.0.1:1/' }),
    'DPS2044',
  ],
  ['is a web page', () => answering(200, '<html>'), 'DPS2042'],
  ['breaks off', () => ({ kind: 'half', taken: false, body: '{"value":', ending: 'break' }), 'DPS2041'],
  ['is silent', () => ({ kind: 'hang', taken: false }), 'DPS2040'],
];

describe('two good sites beside one', { timeout: 120_000 }, () => {
  it.each(KINDS)('that %s are called as if it were not there', async (_what, answer, code) => {
    await using stage = await makeDaemonStage({ sites: ['P01', 'P02', 'P03'], callTimeout: 4000 });
    const { conductor, time } = stage;
    conductor.simulator.site.script(({ kind }) => (kind === 'read' ? answer(stage) : undefined));
    const declare = (...packages: number[]) =>
      redistributions(...['P01', 'P02', 'P03'].map((site) => ({ site, packages })));
    conductor.repo.commit({ 'a.yaml': declare(1) });
    await stage.start(10 * SECOND);
    await time.pass(30 * SECOND);
    conductor.repo.commit({ 'b.yaml': declare(2) });
    await time.pass(30 * SECOND);
    for (const site of ['P02', 'P03']) {
      expect(takenBy(conductor.simulatorOf(site)).toSorted()).toEqual(['1>1', '2>1']);
    }
    expect(conductor.simulator.site.requests.calls).toBe(0);
    expect(stage.events('siteHeld')).toMatchObject([{ site: 'P01', code }]);
  });
});
