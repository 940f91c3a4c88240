import { describe, expect, it } from 'vitest';
import { makePlan } from '../../../src/plan/plan.ts';
import {
  attempt,
  declared,
  digest,
  input,
  NOW,
  open,
  planOne,
  rejected,
  subject,
} from '../../make/noun/plan.ts';

const here = declared();
const there = declared({ source: 'other', file: 'b.yaml', line: 9 });
const newer = declared({ source: 'other', file: 'b.yaml', line: 9, revision: '2' });

describe('an entry that is declared twice', () => {
  it('is held, with every place', () => {
    const { plan } = makePlan(input([subject({ declared: [here, there] })]));
    const [planned] = plan.entries;
    expect(planned).toMatchObject({ action: 'hold', cause: 'new', held: { by: 'conflict', since: NOW } });
    expect(planned?.held?.message).toBe('declared 2 times: content office.yaml:5:7, other b.yaml:9:7');
    expect(planned?.held?.remedy).toEqual({ kind: 'keepOneDeclaration' });
    expect(planned?.declaredAt).toMatchObject([{ source: 'content' }, { source: 'other' }]);
    expect(plan.conflicts).toMatchObject([{ key: here.key, declaredAt: [{ line: 5 }, { line: 9 }] }]);
    expect(plan.summary).toMatchObject({ hold: 1, conflict: 1, redistribute: 0 });
  });

  it('keeps the digest that its declarations agree on', () => {
    const planned = planOne(subject({ declared: [here, there] }));
    expect(planned).toMatchObject({ digest: digest(), revision: { to: '1' } });
    expect(planned.run).not.toBeNull();
  });

  it('has no digest, no revision and no run where they differ', () => {
    const planned = planOne(subject({ declared: [here, newer] }));
    expect(planned).toMatchObject({
      digest: null,
      revision: { to: null },
      run: null,
      held: { by: 'conflict' },
    });
  });

  it('is a conflict in one file too', () => {
    const again = declared({ line: 20 });
    expect(planOne(subject({ declared: [here, again] })).held?.by).toBe('conflict');
  });

  it.each([
    ['equal digests', [here, there], [attempt()]],
    ['different digests', [here, newer], [attempt(), attempt({ revision: '2' })]],
  ])('is none where nothing of it is due, with %s, and still named', (_, both, attempts) => {
    const { plan } = makePlan(input([subject({ declared: both, attempts })]));
    expect(plan.entries).toMatchObject([{ action: 'none', cause: 'unchanged', held: null }]);
    expect(plan.conflicts).toHaveLength(1);
    expect(plan.summary).toMatchObject({ none: 1, conflict: 1 });
  });

  it('is held where one of its declarations is due', () => {
    const planned = planOne(subject({ declared: [here, newer], attempts: [attempt()] }));
    expect(planned).toMatchObject({ action: 'hold', cause: 'changed', held: { by: 'conflict' } });
    expect(planned.revision).toEqual({ from: '1', to: null });
  });

  it('takes its cause from what is due, not from what has failed', () => {
    const failed = attempt({ outcome: 'rejected', finality: 'permanent' });
    const before = attempt({ revision: '0' });
    const planned = planOne(subject({ declared: [here, newer], attempts: [before, failed] }));
    expect(planned).toMatchObject({ cause: 'changed', held: { by: 'conflict' } });
  });

  it('is held by conflict where what it says may be at the site, or was rejected', () => {
    const attempts = [attempt({ outcome: 'unknown' }), rejected({ revision: '2', finality: 'permanent' })];
    expect(planOne(subject({ declared: [here, newer], attempts })).held?.by).toBe('conflict');
  });

  it.each([[[here, there]], [[here, newer]]])('waits for a call in flight first', (both) => {
    const planned = planOne(subject({ declared: both, attempts: [open({ cause: 'retry' })] }));
    expect(planned).toMatchObject({ action: 'hold', cause: 'retry', held: { by: 'inFlight' } });
  });
});
