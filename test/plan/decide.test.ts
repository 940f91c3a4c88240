import { describe, expect, it } from 'vitest';
import { makePlan } from '../../src/plan/plan.ts';
import {
  attempt,
  DAY,
  declared,
  digest,
  input,
  MINUTE,
  NOW,
  open,
  planOne,
  rejected,
  subject,
  WRITER,
} from '../make/noun/plan.ts';

const one = declared();
const two = declared({ revision: '2' });
const permanent = { outcome: 'rejected', finality: 'permanent' } as const;
const unknown = { outcome: 'unknown' } as const;

describe('a call of this entry is in flight', () => {
  it('holds the revision that is being called', () => {
    const planned = planOne(subject({ declared: [one], attempts: [open()] }));
    expect(planned).toMatchObject({ action: 'hold', cause: 'new', held: { by: 'inFlight', until: null } });
  });

  it('holds a newer revision too', () => {
    const planned = planOne(subject({ declared: [two], attempts: [open({ cause: 'retry' })] }));
    expect(planned).toMatchObject({ action: 'hold', cause: 'retry', held: { by: 'inFlight' } });
  });

  it('holds a revision that was accepted before', () => {
    const attempts = [attempt(), open({ revision: '2', cause: 'changed' })];
    const planned = planOne(subject({ declared: [one], attempts }));
    expect(planned).toMatchObject({ action: 'hold', cause: 'changed', held: { by: 'inFlight' } });
  });

  it('holds an entry that is gone, until its call is over', () => {
    const planned = planOne(subject({ gone: one, attempts: [open()] }));
    expect(planned).toMatchObject({ action: 'hold', digest: null, held: { by: 'inFlight' } });
    expect(planOne(subject({ gone: one, attempts: [attempt()] })).action).toBe('forget');
  });

  it('is not yet what the entry is at', () => {
    expect(planOne(subject({ declared: [one], attempts: [open()] })).revision.from).toBeNull();
    const attempts = [attempt(), open({ revision: '2' })];
    expect(planOne(subject({ declared: [two], attempts })).revision).toEqual({ from: '1', to: '2' });
  });
});

describe('an open intent whose writer is gone', () => {
  it.each([
    ['another writer', WRITER + 1],
    ['nobody', null],
  ])('is unknown where %s holds the lock', (_, writer) => {
    const planned = planOne(subject({ declared: [one], attempts: [open()] }), { writer });
    expect(planned).toMatchObject({
      action: 'hold',
      cause: 'new',
      revision: { from: '1', to: '1' },
      held: { by: 'unknownOutcome', remedy: { kind: 'resolve', entry: one.entry } },
    });
  });

  it('does not keep an entry that is gone', () => {
    expect(planOne(subject({ gone: one, attempts: [open()] }), { writer: null }).action).toBe('forget');
  });
});

describe('gone', () => {
  it.each([
    ['never tried', []],
    ['accepted', [attempt()]],
    ['unknown', [attempt(unknown)]],
    ['rejected', [rejected()]],
  ])('forgets what was %s', (_, attempts) => {
    const planned = planOne(subject({ gone: one, attempts }));
    expect(planned).toMatchObject({
      action: 'forget',
      cause: 'removed',
      digest: null,
      run: null,
      held: null,
    });
    expect(planned.revision.to).toBeNull();
  });

  it('forgets an entry of which only its attempts are left', () => {
    expect(planOne(subject({ attempts: [rejected()] }))).toMatchObject({ action: 'forget', source: '' });
  });
});

describe('this digest is unknown', () => {
  it('holds, whatever else was tried', () => {
    const attempts = [rejected(), attempt({ ...unknown, cause: 'retry' }), attempt({ revision: '2' })];
    const planned = planOne(subject({ declared: [one], attempts }));
    expect(planned).toMatchObject({ action: 'hold', cause: 'retry', held: { by: 'unknownOutcome' } });
  });
});

describe('this digest was accepted or adopted', () => {
  it.each(['accepted', 'adopted'] as const)('does nothing more once it was %s', (outcome) => {
    const planned = planOne(subject({ declared: [one], attempts: [attempt({ outcome })] }));
    expect(planned).toMatchObject({ action: 'none', cause: 'unchanged', run: null, held: null });
  });

  it.each([
    ['accepted', {}],
    ['adopted', { outcome: 'adopted' } as const],
    ['unknown', unknown],
    ['called by a process that died', { outcome: 'open' } as const],
  ])('is sentBefore where another revision was %s since', (_, later) => {
    const attempts = [attempt(), attempt({ revision: '2', ...later })];
    const planned = planOne(subject({ declared: [one], attempts }));
    expect(planned).toMatchObject({ action: 'none', cause: 'sentBefore', revision: { from: '2', to: '1' } });
  });

  it('stays unchanged where another revision was only rejected since', () => {
    const attempts = [attempt(), attempt({ revision: '2', ...permanent })];
    expect(planOne(subject({ declared: [one], attempts })).cause).toBe('unchanged');
  });

  it('counts however long ago it was, and whatever was rejected before', () => {
    const attempts = [rejected(), attempt({ startedAt: 0 }), attempt({ revision: '2' })];
    expect(planOne(subject({ declared: [one], attempts })).cause).toBe('sentBefore');
  });
});

describe('this digest was rejected for good', () => {
  it('holds', () => {
    const error = { code: 'DPS2103', message: 'access denied' };
    const planned = planOne(subject({ declared: [one], attempts: [attempt({ ...permanent, error })] }));
    expect(planned).toMatchObject({ action: 'hold', cause: 'new', held: { by: 'failed', code: 'DPS2103' } });
    expect(planned.held?.message).toContain('access denied');
  });

  it('does not delay a newer one', () => {
    const planned = planOne(subject({ declared: [two], attempts: [attempt(permanent)] }));
    expect(planned).toMatchObject({
      action: 'redistribute',
      cause: 'new',
      revision: { from: null, to: '2' },
    });
  });
});

describe('this digest was rejected for now', () => {
  const planAfter = (attempts: readonly ReturnType<typeof attempt>[]) =>
    planOne(subject({ declared: [one], attempts }));
  const times = (count: number) => Array.from({ length: count }, () => rejected());

  it('is tried again', () => {
    expect(planAfter(times(1))).toMatchObject({ action: 'redistribute', cause: 'retry', held: null });
    expect(planAfter(times(5))).toMatchObject({ action: 'redistribute', cause: 'retry' });
  });

  it('has failed with the sixth rejection: five retries are used up', () => {
    expect(planAfter(times(6))).toMatchObject({ action: 'hold', held: { by: 'failed' } });
  });

  it('has failed with the first where no retry is allowed', () => {
    const { retry } = input([]);
    const planned = planOne(subject({ declared: [one], attempts: times(1) }), {
      retry: { ...retry, limit: 0 },
    });
    expect(planned.held?.by).toBe('failed');
  });

  it('uses up no retry and waits for nothing where the site as a whole was the reason', () => {
    const uncounted = Array.from({ length: 9 }, () => rejected({ counts: false, finishedAt: NOW }));
    expect(planAfter(uncounted)).toMatchObject({ action: 'redistribute', cause: 'retry' });
    expect(planAfter([...times(5), ...uncounted])).toMatchObject({ action: 'redistribute', cause: 'retry' });
    expect(planAfter([...times(6), ...uncounted]).held?.by).toBe('failed');
  });

  it('counts the rejections of this digest alone', () => {
    const planned = planOne(
      subject({ declared: [two], attempts: [...times(6), rejected({ revision: '2' })] }),
    );
    expect(planned).toMatchObject({ action: 'redistribute', cause: 'retry' });
  });

  it.each([
    [1, 30_000],
    [2, MINUTE],
    [3, 2 * MINUTE],
    [5, 8 * MINUTE],
  ])('waits after rejection %i for %i ms', (count, pause) => {
    const attempts = times(count).map((tried) => ({ ...tried, finishedAt: NOW }));
    const waiting = subject({ declared: [one], attempts });
    const until = NOW + pause;
    expect(planOne(waiting, { now: until - 1 })).toMatchObject({
      action: 'hold',
      cause: 'retry',
      held: { by: 'backoff', since: NOW, until },
    });
    expect(planOne(waiting, { now: until })).toMatchObject({ action: 'redistribute', cause: 'retry' });
  });

  it('never waits longer than the back-off allows', () => {
    const { backoff } = input([]).retry;
    const attempts = times(400).map((tried) => ({ ...tried, finishedAt: NOW }));
    const held = planOne(subject({ declared: [one], attempts }), { retry: { limit: 1000, backoff } }).held;
    expect(held).toMatchObject({ by: 'backoff', until: NOW + 30 * MINUTE });
  });

  it('does not delay a newer one', () => {
    const attempts = [rejected({ finishedAt: NOW })];
    expect(planOne(subject({ declared: [one], attempts })).held?.by).toBe('backoff');
    expect(planOne(subject({ declared: [two], attempts }))).toMatchObject({
      action: 'redistribute',
      cause: 'new',
    });
  });
});

describe('anything else', () => {
  it('is new where nothing was applied', () => {
    const planned = planOne(subject({ declared: [one] }));
    expect(planned).toMatchObject({ action: 'redistribute', cause: 'new', digest: digest(), held: null });
    expect(planned.revision).toEqual({ from: null, to: '1' });
  });

  it.each(['accepted', 'adopted', 'unknown'] as const)(
    'is changed where another digest was %s',
    (outcome) => {
      const planned = planOne(subject({ declared: [two], attempts: [attempt({ outcome })] }));
      expect(planned).toMatchObject({
        action: 'redistribute',
        cause: 'changed',
        revision: { from: '1', to: '2' },
      });
    },
  );

  it('warns of another digest that the site may have', () => {
    const warningsOf = (tried: readonly ReturnType<typeof attempt>[], now = two) =>
      makePlan(input([subject({ declared: [now], attempts: tried })])).plan.warnings;
    const warning = { code: 'DPS2201', entry: 'P01/P0100012/Branch Offices EU' };
    expect(warningsOf([attempt(unknown)])).toMatchObject([warning]);
    expect(warningsOf([attempt({ outcome: 'open' })])).toMatchObject([warning]);
    expect(warningsOf([attempt(unknown), rejected({ revision: '2' })])).toMatchObject([warning]);
    expect(warningsOf([attempt()])).toEqual([]);
    expect(warningsOf([attempt(permanent)])).toEqual([]);
    expect(warningsOf([attempt(unknown)], one)).toEqual([]);
    expect(warningsOf([attempt(unknown), attempt({ revision: '2' })])).toEqual([]);
  });

  it('takes two spellings of a group for one entry', () => {
    const planned = planOne(
      subject({
        declared: [declared({ entry: 'p01/p0100012/BRANCH offices eu ' })],
        attempts: [attempt({ startedAt: NOW - DAY })],
      }),
    );
    expect(planned).toMatchObject({ action: 'none', cause: 'unchanged' });
    expect(planned.entry).toEqual({ site: 'P01', package: 'P0100012', group: 'BRANCH offices eu' });
  });
});
