import { describe, expect, it } from 'vitest';
import type { Declared } from '../../../src/model/declaration.ts';
import { makePlan, type PlanInput, type Subject, type WaveView } from '../../../src/plan/plan.ts';
import { wavesForm } from '../../../src/plan/settings.ts';
import {
  attempt,
  declared,
  digest,
  holds,
  input,
  MINUTE,
  NOW,
  open,
  planOne,
  reached,
  rejected,
  run,
  subject,
} from '../../make/noun/plan.ts';

const RUN = 'r1';
const LOW = 'P01/P0100012/Low';
const HIGH = 'P01/P0100012/High';

function member(entry: string, more: Partial<Subject> & { declared: readonly Declared[] }): Subject {
  return subject({ due: { digest: digest({ entry }), run: RUN, since: NOW }, ...more });
}

const high = member(HIGH, { declared: [declared({ entry: HIGH, wave: 1 })] });
const lowDeclared = declared({ entry: LOW });
const low = (more: Partial<Subject> = {}) => member(LOW, { declared: [lowDeclared], ...more });
const lowTried = (outcome: Parameters<typeof attempt>[0]) =>
  low({ attempts: [attempt({ entry: LOW, ...outcome })] });

/** What the entries that wait are told. */
function waits(subjects: readonly Subject[]): (string | undefined)[] {
  const { entries } = makePlan(input(subjects)).plan;
  return entries.filter(({ held }) => held?.by === 'wave').map(({ held }) => held?.message);
}

describe('a wave', () => {
  it('starts when the lower ones of its run are through', () => {
    expect(holds([high, lowTried({ outcome: 'accepted' })])).toMatchObject({ High: null });
    expect(holds([high, lowTried({ outcome: 'adopted' })])).toMatchObject({ High: null });
    expect(holds([high])).toEqual({ High: null });
  });

  it.each([
    ['due', low(), null],
    ['in flight', low({ attempts: [open({ entry: LOW })] }), 'inFlight'],
    ['unknown', lowTried({ outcome: 'unknown' }), 'unknownOutcome'],
    ['failed', lowTried({ outcome: 'rejected', finality: 'permanent' }), 'failed'],
    ['in back-off', low({ attempts: [rejected({ entry: LOW, finishedAt: NOW })] }), 'backoff'],
    ['not valid yet', low({ declared: [{ ...lowDeclared, notBefore: NOW + 1 }] }), 'validity'],
  ])('waits for a lower one that is %s', (_, lower, by) => {
    expect(holds([high, lower])).toEqual({ Low: by, High: 'wave' });
  });

  it('waits for a lower one whose group the site does not show', () => {
    expect(holds([high, low()], { facts: reached({ Low: 0, High: 1 }) })).toEqual({
      Low: 'preflight',
      High: 'wave',
    });
  });

  it.each([
    ['suspended', low({ declared: [{ ...lowDeclared, suspend: true }] })],
    ['in conflict', low({ declared: [lowDeclared, { ...lowDeclared, line: 9 }] })],
    [
      'in conflict over its revision',
      low({ declared: [lowDeclared, declared({ entry: LOW, revision: '2' })] }),
    ],
    ['in a file with a problem', low({ declared: [{ ...lowDeclared, outdated: true }] })],
    ['replaced', low({ declared: [declared({ entry: LOW, revision: '2' })] })],
    ['gone', subject({ gone: lowDeclared, due: { digest: digest({ entry: LOW }), run: RUN, since: NOW } })],
  ])('does not wait for a lower one that is %s', (_, lower) => {
    expect(holds([high, lower])).toMatchObject({ High: null });
  });

  it('waits only for lower ones', () => {
    const higher = member(LOW, { declared: [{ ...lowDeclared, wave: 2 }] });
    const same = member(LOW, { declared: [{ ...lowDeclared, wave: 1 }] });
    expect(holds([high, higher])).toEqual({ High: null, Low: 'wave' });
    expect(holds([high, same])).toEqual({ High: null, Low: null });
  });

  it('waits only within its run', () => {
    expect(holds([high, low({ due: { digest: digest({ entry: LOW }), run: 'r0', since: NOW } })])).toEqual({
      Low: null,
      High: null,
    });
  });

  it('takes negative numbers, and says what it waits for', () => {
    const early = low({ declared: [{ ...lowDeclared, wave: -1 }] });
    const zero = member('P01/P0100012/Zero', {
      declared: [declared({ entry: 'P01/P0100012/Zero' })],
    });
    expect(waits([zero, early])).toEqual(['wave 0 waits for 1 entry of wave -1']);
    expect(waits([high, zero, early])).toEqual([
      'wave 0 waits for 1 entry of wave -1',
      'wave 1 waits for 1 entry of wave -1',
    ]);
    expect(waits([high, zero, low()])).toEqual(['wave 1 waits for 2 entries of wave 0']);
  });
});

describe('a wave that an operator let pass', () => {
  const passed = (...waves: readonly number[]) => ({
    runs: new Map([[RUN, run({ waived: new Set(waves) })]]),
  });

  it('is waited for no more, and the ones between are', () => {
    expect(holds([high, low()], passed(0))).toEqual({ Low: null, High: null });
    const between = member('P01/P0100012/Mid', {
      declared: [declared({ entry: 'P01/P0100012/Mid', wave: 1 })],
    });
    const last = member(HIGH, { declared: [declared({ entry: HIGH, wave: 2 })] });
    expect(holds([low(), between, last], passed(0))).toEqual({ Low: null, Mid: null, High: 'wave' });
    expect(holds([low(), between, last], passed(0, 1))).toEqual({ Low: null, Mid: null, High: null });
  });

  it('is none of another run', () => {
    const other = { runs: new Map([['r2', run({ waived: new Set([0]) })]]) };
    expect(holds([high, low()], other)).toEqual({ Low: null, High: 'wave' });
  });
});

describe('with gate healthy, a wave', () => {
  const HOUR = 60 * MINUTE;
  const delivered: WaveView = {
    wave: 0,
    entries: 2,
    pending: 0,
    points: 10,
    failed: [],
    acceptedAt: NOW - HOUR,
  };
  const gate = (...waves: readonly Partial<WaveView>[]): Partial<PlanInput> => ({
    waves: wavesForm.parse({ gate: 'healthy', tolerance: '10%', timeout: '2h' }),
    runs: new Map([[RUN, run({ waves: waves.map((one) => ({ ...delivered, ...one })) })]]),
  });
  const heldWith = (more: Partial<PlanInput>) => planOne(high, more).held;

  it('starts when the content of the lower one arrived', () => {
    expect(heldWith(gate({}))).toBeNull();
    expect(heldWith(gate())).toBeNull();
  });

  it('waits while the content is on its way, and names the run and the wave that may be waived', () => {
    expect(heldWith(gate({ pending: 1 }))).toMatchObject({
      by: 'wave',
      message: 'wave 1 is stopped: the content of wave 0 is still on its way (1 of 2 entries arrived)',
      remedy: { kind: 'waiveWave', run: 'r1', wave: 0 },
    });
  });

  it('stops where the content did not arrive in time', () => {
    const late = (acceptedAt: number) => heldWith(gate({ pending: 2, acceptedAt }))?.message;
    expect(late(NOW - 2 * HOUR)).toContain('is still on its way');
    expect(late(NOW - 2 * HOUR - 1)).toBe(
      'wave 1 is stopped: wave 0 was not delivered in time (0 of 2 entries arrived)',
    );
    expect(heldWith(gate({ acceptedAt: NOW - 20 * HOUR }))).toBeNull();
  });

  it('tolerates a share of failed deliveries, and no more', () => {
    expect(heldWith(gate({ failed: ['DP01'] }))).toBeNull();
    expect(heldWith(gate({ failed: ['DP01', 'DP02'] }))?.message).toBe(
      'wave 1 is stopped: wave 0 is degraded, 2 of 10 deliveries failed: DP01, DP02',
    );
  });

  it('stops at once where too much failed, also while the rest is on its way', () => {
    expect(heldWith(gate({ pending: 1, failed: ['DP01', 'DP02'] }))?.message).toContain('is degraded');
    expect(heldWith(gate({ pending: 1, failed: ['DP01'] }))?.message).toContain('is still on its way');
  });

  it('names five distribution points, each once, and counts the rest', () => {
    const failed = ['DP01', 'DP02', 'DP01', 'DP03', 'DP04', 'DP05', 'DP06', 'DP07'];
    expect(heldWith(gate({ failed }))?.message).toContain(
      '8 of 10 deliveries failed: DP01, DP02, DP03, DP04, DP05 and 2 more',
    );
  });

  it('waits for every lower wave, and names the lowest', () => {
    const later = member(HIGH, { declared: [declared({ entry: HIGH, wave: 3 })] });
    const waves = gate({ wave: 2, pending: 1 }, { wave: 1 }, { wave: 0, pending: 1 });
    expect(planOne(later, waves).held?.message).toContain('the content of wave 0');
    expect(planOne(later, gate({ wave: 2, pending: 1 }, {})).held?.message).toContain(
      'the content of wave 2',
    );
    expect(planOne(later, gate({ wave: 3, pending: 1 }, { wave: 4, pending: 1 })).held).toBeNull();
  });

  it('waits for its calls before their content', () => {
    expect(holds([high, low()], gate({ pending: 1 }))).toEqual({ Low: null, High: 'wave' });
    expect(waits([high, low()])).toEqual(['wave 1 waits for 1 entry of wave 0']);
  });

  it('goes on where an operator let the lower one pass', () => {
    const { runs: _, ...healthy } = gate();
    const passed = run({ waves: [{ ...delivered, pending: 1 }], waived: new Set([0]) });
    expect(heldWith({ ...healthy, runs: new Map([[RUN, passed]]) })).toBeNull();
  });

  it('waits for no content of a gate that asks for acceptance alone', () => {
    const { runs } = gate({ pending: 1, failed: ['DP01', 'DP02'] });
    expect(runs).toBeDefined();
    expect(heldWith({ runs: runs ?? new Map() })).toBeNull();
  });
});
