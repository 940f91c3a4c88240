import { describe, expect, it } from 'vitest';
import { makePlan, type PlanInput, type Subject } from '../../src/plan/plan.ts';
import { attempt, declared, holds, input, open, planOne, rejected, subject } from '../make/noun/plan.ts';
import { facts, groupId, pair, type Shown, shown, sitePackage } from '../make/site/site-facts.ts';

const OLD = 'P01/P0100012/Old name';
const NEW = 'P01/P0100012/New name';

/** The group of both names is one at the site. */
const ONE_GROUP: Shown['groups'] = {
  'Old name': { count: 1, id: groupId('one') },
  'New name': { count: 1, id: groupId('one') },
};
const at = (entry: string, more: Partial<Subject> & { readonly revision?: string } = {}) => {
  const { revision = '1', ...rest } = more;
  return subject({ declared: [declared({ entry, revision })], ...rest });
};
const sentBefore = (...otherNames: Parameters<typeof attempt>[0][]) =>
  shown({ pairs: { [NEW]: pair({ otherNames: otherNames.map((one) => attempt({ entry: OLD, ...one })) }) } });

describe('a group that was renamed', () => {
  it('gets nothing that was sent under its other name', () => {
    expect(planOne(at(NEW), sentBefore({}))).toMatchObject({ action: 'none', cause: 'renamed', held: null });
  });

  it('gets a revision that was not sent under its other name', () => {
    expect(planOne(at(NEW, { revision: '2' }), sentBefore({}))).toMatchObject({
      action: 'redistribute',
      cause: 'new',
    });
  });

  it('gets what was surely not sent', () => {
    const site = sentBefore({ outcome: 'rejected', finality: 'permanent' });
    expect(planOne(at(NEW), site).action).toBe('redistribute');
  });

  it('waits where nobody knows whether it was sent, and names the entry to resolve', () => {
    const { action, held } = planOne(at(NEW), sentBefore({ outcome: 'unknown' }));
    expect({ action, by: held?.by }).toEqual({ action: 'hold', by: 'unknownOutcome' });
    expect(held?.remedy).toEqual({ kind: 'resolve', entry: declared({ entry: OLD }).entry });
  });

  it('waits for a call that is on its way, and for the word on one whose writer died', () => {
    const inFlight = open({ entry: OLD });
    const died = open({ entry: OLD, writer: 1 });
    const heldBy = (other: typeof died) =>
      planOne(at(NEW), shown({ pairs: { [NEW]: pair({ otherNames: [other] }) } })).held?.by;
    expect(heldBy(inFlight)).toBe('inFlight');
    expect(heldBy(died)).toBe('unknownOutcome');
  });

  it('counts for no budget and no wave where it needs no call', () => {
    const { plan, watch } = makePlan(input([at(NEW)], sentBefore({})));
    expect(plan.sources[0]?.run).toBeNull();
    expect(plan.summary).toMatchObject({ redistribute: 0, none: 1, hold: 0 });
    expect(watch).toEqual([]);
  });

  it('is judged by its own record first', () => {
    const failed = at(NEW, {
      attempts: [attempt({ entry: NEW, outcome: 'rejected', finality: 'permanent' })],
    });
    expect(planOne(failed, sentBefore({})).held?.by).toBe('failed');
    const own = shown({ pairs: { [NEW]: pair({ otherNames: [attempt({ entry: NEW, revision: '2' })] }) } });
    expect(planOne(at(NEW, { revision: '2' }), own).action).toBe('redistribute');
  });

  it('is not known before the site was asked', () => {
    expect(planOne(at(NEW)).action).toBe('redistribute');
  });
});

describe('two names of one group', () => {
  const both = shown({ groups: ONE_GROUP, pairs: { [NEW]: pair() } });
  const conflictsOf = (subjects: readonly Subject[], more: Partial<PlanInput>) =>
    makePlan(input(subjects, more)).plan.conflicts;

  it('are a conflict, which names every place of both', () => {
    const there = subject({ declared: [declared({ entry: NEW, file: 'new.yaml' })] });
    expect(holds([at(OLD), there], both)).toEqual({ 'Old name': 'conflict', 'New name': 'conflict' });
    const conflicts = conflictsOf([at(OLD), there], both);
    expect(conflicts.map(({ entry }) => entry.group).sort()).toEqual(['New name', 'Old name']);
    for (const { declaredAt } of conflicts) {
      expect(declaredAt.map(({ file }) => file).sort()).toEqual(['new.yaml', 'office.yaml']);
    }
  });

  it('are one also at different revisions', () => {
    expect(holds([at(OLD), at(NEW, { revision: '2' })], both)).toEqual({
      'Old name': 'conflict',
      'New name': 'conflict',
    });
  });

  it('are none where one of them was sent, is gone, or is of another package', () => {
    const sent = at(OLD, { attempts: [attempt({ entry: OLD })] });
    expect(conflictsOf([sent, at(NEW, { revision: '2' })], both)).toEqual([]);
    const gone = subject({ gone: declared({ entry: OLD }), attempts: [rejected({ entry: OLD })] });
    expect(conflictsOf([gone, at(NEW)], both)).toEqual([]);
    expect(conflictsOf([at('P01/P0100013/Old name'), at(NEW)], both)).toEqual([]);
  });

  it('are two groups where the site shows two, or was not asked', () => {
    const pairs = { [OLD]: pair(), [NEW]: pair() };
    expect(holds([at(OLD), at(NEW)], shown({ pairs }))).toEqual({ 'Old name': null, 'New name': null });
    expect(holds([at(OLD), at(NEW)])).toEqual({ 'Old name': null, 'New name': null });
  });

  it('may be names by two sites of one hierarchy', () => {
    const far = 'P02/P0100012/New name';
    const sites = facts({ P01: { groups: ONE_GROUP }, P02: { groups: ONE_GROUP } });
    expect(holds([at(OLD), at(far)], sites)).toEqual({ 'Old name': 'conflict', 'New name': 'conflict' });
  });

  it('are no conflict of names that the site does not show', () => {
    const missing = { count: 0, id: null };
    const site = shown({ groups: { 'Old name': missing, 'New name': missing } });
    expect(holds([at(OLD), at(NEW)], site)).toEqual({ 'Old name': 'preflight', 'New name': 'preflight' });
  });

  it('send nothing, so that the cost of a run is that of the rest', () => {
    const site = shown({
      groups: ONE_GROUP,
      packages: { P0100012: sitePackage({ bytes: 1024 }) },
      pairs: { [NEW]: pair(), 'P01/P0100012/Free': pair() },
    });
    const { summary } = makePlan(input([at(OLD), at(NEW), at('P01/P0100012/Free')], site)).plan;
    expect(summary).toMatchObject({ redistribute: 1, hold: 2, conflict: 2, bytes: 2048 });
  });
});
