import { describe, expect, it } from 'vitest';
import { runId } from '../../src/model/run.ts';
import { makePlan, type PlanInput, type Planned, type Subject } from '../../src/plan/plan.ts';
import {
  attempt,
  declared,
  digest,
  input,
  MINUTE,
  NOW,
  newcomers,
  open,
  planOne,
  rejected,
  source,
  subject,
} from '../make/noun/plan.ts';

const freshOf = (subjects: readonly Subject[], more: Partial<PlanInput> = {}) =>
  makePlan(input(subjects, more)).plan.sources.map(({ run }) => run);

/** The subjects as the next pass finds them. */
function recorded(subjects: readonly Subject[], { watch }: Planned): Subject[] {
  return subjects.map((one) => ({ ...one, due: watch.find(({ key }) => key === one.key) ?? null }));
}

describe('the run that a pass would record', () => {
  const [first] = freshOf(newcomers(3));

  it('has an id made of source, commit and what became due', () => {
    const pairs = newcomers(3).map(({ key, declared: [one] }) => [key, one?.digest ?? digest()] as const);
    expect(first).toBe(runId('content', 'c0ffee', pairs));
  });

  it.each([
    ['the order of the entries', newcomers(3).reverse(), {}],
    ['wave, reason and place', newcomers(3, { wave: 4, reason: 'CHG1', file: 'b.yaml', line: 1 }), {}],
    ['what is suspended', newcomers(3, { suspend: true }), {}],
    ['the moment', newcomers(3), { now: NOW + 1 }],
    ['what was not due', [...newcomers(3), subject({ declared: [declared()], attempts: [attempt()] })], {}],
    ['the base', newcomers(3), { sources: [source({ base: null })] }],
  ])('does not depend on %s', (_, subjects, more) => {
    expect(freshOf(subjects, more)).toEqual([first]);
  });

  it.each([
    ['the commit', newcomers(3), { sources: [source({ commit: 'd00d' })] }],
    ['the set', newcomers(2), {}],
    ['a revision', newcomers(3, { revision: '2' }), {}],
    ['the source', newcomers(3, { source: 'other' }), { sources: [source({ name: 'other' })] }],
  ])('depends on %s', (_, subjects, more) => {
    const [other] = freshOf(subjects, more);
    expect(other).toMatch(/^[0-9a-f]{12}$/);
    expect(other).not.toBe(first);
  });

  it('is one for each source, and none where nothing became due', () => {
    const sources = [source(), source({ name: 'other' }), source({ name: 'idle' })];
    const [content, other, idle] = freshOf(
      [...newcomers(1), ...newcomers(1, { source: 'other', entry: 'P01/P0100012/Other' })],
      { sources },
    );
    expect([content, other]).toEqual([expect.any(String), expect.any(String)]);
    expect(content).not.toBe(other);
    expect(idle).toBeNull();
  });

  it('is what the next pass finds recorded', () => {
    const subjects = newcomers(3);
    const planned = makePlan(input(subjects));
    const next = makePlan(
      input(recorded(subjects, planned), { now: NOW + MINUTE, sources: [source({ commit: 'd00d' })] }),
    );
    expect(next.plan.sources).toMatchObject([{ run: null }]);
    expect(next.plan.entries.map(({ run }) => run)).toEqual([first, first, first]);
    expect(next.watch).toEqual(planned.watch);
  });
});

describe('an entry', () => {
  const due = { digest: digest(), run: 'r1', since: NOW - MINUTE };

  it.each([
    ['tried again', rejected()],
    ['unknown', attempt({ outcome: 'unknown' })],
    ['in flight', open()],
  ])('stays in the run in which its digest became due while it is %s', (_, tried) => {
    const one = subject({ declared: [declared()], attempts: [tried], due });
    expect(planOne(one).run).toBe('r1');
    expect(freshOf([one])).toEqual([null]);
    expect(makePlan(input([one])).watch).toEqual([{ key: one.key, ...due, trusted: true }]);
  });

  it('leaves its run with its digest', () => {
    const one = subject({ declared: [declared({ revision: '2' })], due });
    const { plan, watch } = makePlan(input([one]));
    expect(plan.entries[0]?.run).toBe(plan.sources[0]?.run);
    expect(plan.entries[0]?.run).not.toBe('r1');
    expect(watch).toMatchObject([{ digest: digest({ revision: '2' }), since: NOW }]);
  });

  it('leaves its run once it is through', () => {
    expect(
      planOne(subject({ declared: [declared()], attempts: [attempt({ run: 'r1' })], due })).run,
    ).toBeNull();
  });

  it('gets a run while an older revision of it is being called', () => {
    const one = subject({ declared: [declared({ revision: '2' })], attempts: [open()] });
    expect(planOne(one).run).toBe(freshOf([one])[0]);
  });
});

describe('what the next pass must look at', () => {
  const watchOf = (one: Subject) => makePlan(input([one])).watch;
  const since = NOW - MINUTE;
  const twoRevisions = [declared(), declared({ revision: '2', line: 9 })];

  it('is what is due, held or not', () => {
    expect(watchOf(subject({ declared: [declared({ suspend: true })] }))).toMatchObject([
      { digest: digest(), since: NOW },
    ]);
  });

  it('is not what is unchanged or gone', () => {
    expect(watchOf(subject({ declared: [declared()], attempts: [attempt()] }))).toEqual([]);
    expect(watchOf(subject({ gone: declared(), attempts: [attempt({ outcome: 'unknown' })] }))).toEqual([]);
  });

  it('is what is gone while it is being called', () => {
    expect(watchOf(subject({ gone: declared(), attempts: [open()] }))).toMatchObject([
      { digest: null, run: null },
    ]);
  });

  it('is what was sent before, since when it was first said', () => {
    const attempts = [attempt(), attempt({ revision: '2' })];
    const row = { digest: digest(), run: null, since };
    expect(watchOf(subject({ declared: [declared()], attempts, due: row }))).toMatchObject([row]);
    expect(watchOf(subject({ declared: [declared()], attempts }))).toMatchObject([{ ...row, since: NOW }]);
  });

  it('is a conflict, due or not, since when it stands', () => {
    const row = { digest: null, run: null, since };
    expect(watchOf(subject({ declared: twoRevisions, due: row }))).toMatchObject([row]);
    const attempts = [attempt(), attempt({ revision: '2' })];
    expect(watchOf(subject({ declared: twoRevisions, attempts, due: row }))).toMatchObject([row]);
    const same = [declared(), declared({ line: 9 })];
    expect(watchOf(subject({ declared: same, attempts: [attempt()] }))).toMatchObject([{ digest: digest() }]);
  });

  it('says the same time as the hold', () => {
    const before = { digest: digest(), run: 'r1', since };
    const one = subject({ declared: twoRevisions, due: before });
    expect(planOne(one).held?.since).toBe(NOW);
    expect(watchOf(one)).toMatchObject([{ since: NOW }]);
  });
});
