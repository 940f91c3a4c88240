import { describe, expect, it } from 'vitest';
import { parseSelector } from '../../../src/model/selection/selector.ts';
import { makePlan, type PlanInput, type Subject } from '../../../src/plan/plan.ts';
import {
  approvalOf,
  attempt,
  declared,
  digest,
  guards,
  holds,
  input,
  NOW,
  newcomers,
  open,
  planOne,
  rejected,
  run,
  subject,
} from '../../make/noun/plan.ts';
import { pair, type Shown, shown, sitePackage } from '../../make/site/site-facts.ts';

const RUN = 'r1';
const limit = guards({ maxCallsPerRun: 2 });
const view = (called: number, approved: readonly Subject[] = []) => ({
  runs: new Map([[RUN, run({ called, approved: approvalOf(approved) })]]),
});

/** Members of one recorded run. */
function members(subjects: readonly Subject[]): Subject[] {
  return subjects.map((one) => {
    const [first] = one.declared;
    return { ...one, due: { digest: first?.digest ?? null, run: RUN, since: NOW } };
  });
}

const heldBy = (subjects: readonly Subject[], more = {}) => [
  ...new Set(Object.values(holds(subjects, { ...limit, ...more }))),
];

describe('the budget of a run', () => {
  it('holds all of a run with more calls, and none of one that fits', () => {
    expect(heldBy(newcomers(2))).toEqual([null]);
    expect(heldBy(newcomers(3))).toEqual(['budget']);
  });

  it('says how many calls there are, since when, and what helps', () => {
    const due = { digest: digest(), run: RUN, since: NOW - 1 };
    const { held, run } = planOne(subject({ declared: [declared()], due }), { ...limit, ...view(2) });
    expect(run).toBe(RUN);
    expect(held).toMatchObject({ by: 'budget', since: NOW - 1, message: expect.stringContaining('3 calls') });
    expect(held?.remedy).toEqual({ kind: 'approveRun', run: 'r1', over: 'budget' });
  });

  it('counts what was called so far, each entry once', () => {
    expect(heldBy(members(newcomers(1)), view(1))).toEqual([null]);
    expect(heldBy(members(newcomers(2)), view(1))).toEqual(['budget']);
    const calledBefore = members(newcomers(2)).map((one) => ({
      ...one,
      attempts: [
        attempt({ entry: one.key, run: RUN, outcome: 'rejected', finality: 'transient', counts: false }),
      ],
    }));
    expect(heldBy(calledBefore, view(2))).toEqual([null]);
  });

  it.each([
    ['suspended ones', newcomers(3, { suspend: true })],
    ['those of a file with a problem', newcomers(3, { outdated: true })],
    [
      'those in conflict',
      newcomers(3).map((one) => ({ ...one, declared: [...one.declared, ...one.declared] })),
    ],
  ])('does not count %s', (_, others) => {
    const free = declared({ entry: 'P01/P0100012/Free' });
    expect(holds([...others, subject({ declared: [free] })], limit).Free).toBeNull();
  });

  it('counts what waits for the call of an older revision', () => {
    const waiting = subject({ declared: [declared({ revision: '2' })], attempts: [open()] });
    expect(heldBy([waiting, ...newcomers(2)])).toEqual(['inFlight', 'budget']);
  });

  it.each([
    ['failed', { outcome: 'rejected', finality: 'permanent' } as const],
    ['is unknown', { outcome: 'unknown' } as const],
  ])('does not count what %s in another run: nobody calls it again', (_, before) => {
    const back = subject({ declared: [declared()], attempts: [attempt(before)] });
    expect(heldBy([back, ...newcomers(2)])).not.toContain('budget');
  });

  it('is each run of its own', () => {
    expect(heldBy([...members(newcomers(2)), subject({ declared: [declared()] })], view(0))).toEqual([null]);
  });

  it('lets pass what was approved of it, and nothing else', () => {
    const three = members(newcomers(3));
    expect(heldBy(three, view(0, three))).toEqual([null]);
    expect(holds(three, { ...limit, ...view(0, three.slice(0, 1)) })).toEqual({
      'Group 0': null,
      'Group 1': 'budget',
      'Group 2': 'budget',
    });
  });

  it('lets no other revision pass with the one that was approved', () => {
    const three = members(newcomers(3));
    const newer = members(newcomers(3, { revision: '2' }));
    expect(heldBy(newer, view(0, three))).toEqual(['budget']);
  });

  it('does not become smaller by what is called with an approval', () => {
    const three = members(newcomers(3));
    expect(heldBy(three.slice(1), view(1, three.slice(0, 1)))).toEqual(['budget']);
  });

  const recorded = (calls: number) => ({ runs: new Map([[RUN, run({ calls })]]) });

  it('goes on counting what left it', () => {
    expect(heldBy(members(newcomers(1)), recorded(3))).toEqual(['budget']);
    expect(heldBy(members(newcomers(1)), recorded(2))).toEqual([null]);
  });

  it('counts no more what an operator suspended since, and goes on counting what its author suspends', () => {
    const [first, ...rest] = members(newcomers(3));
    const text = 'P01/P0100012/Group 0';
    const parsed = parseSelector(text);
    if (!parsed) throw new Error('no selector');
    const said = { selector: text, parsed, actor: 'ada@desk', reason: null, until: null };
    const suspended = (since: number) => ({
      ...recorded(3),
      suspensions: [{ ...said, since }],
    });
    const three = [...(first ? [first] : []), ...rest];
    expect(heldBy(three, suspended(NOW))).toEqual(['suspended', null]);
    expect(heldBy(three, suspended(NOW - 1))).toEqual(['suspended', 'budget']);
    expect(makePlan(input(three, { ...limit, ...suspended(NOW) })).sizes.get(RUN)).toBe(3);
    const byAuthor = [...members(newcomers(1, { suspend: true })), ...rest];
    expect(heldBy(byAuthor, recorded(3))).toEqual(['suspended', 'budget']);
  });

  it('counts no more what was taken back', () => {
    const due = { digest: digest(), run: RUN, since: NOW };
    const gone = subject({ gone: declared(), due });
    expect(heldBy([gone, ...members(newcomers(1))], recorded(3))).toEqual([null]);
    expect(heldBy([gone, ...members(newcomers(1))], recorded(4))).toEqual([null, 'budget']);
  });

  it('lets every run pass where the operator approves them for this pass', () => {
    const overrides = { firstRun: () => false, approveBudget: () => true, breakGlass: false };
    expect(heldBy(newcomers(3), { overrides })).toEqual([null]);
    expect(heldBy(members(newcomers(3)), { ...view(0), overrides })).toEqual([null]);
  });

  it('has no say over a digest that was replaced: it dropped out of its run', () => {
    const due = { digest: digest(), run: RUN, since: NOW };
    const replaced = subject({ declared: [declared({ revision: '2' })], due });
    expect(heldBy([replaced], view(9))).toEqual([null]);
    expect(heldBy([subject({ declared: [declared()], due })], view(9))).toEqual(['budget']);
  });
});

describe('the bytes of a run', () => {
  const GB = 1024 ** 3;
  const ONE = 'P01/P0100012/One';
  const TWO = 'P01/P0100013/Two';
  const most = (maxBytesPerRun: number) => guards({ maxBytesPerRun });
  const due = (text: string) => {
    const one = declared({ entry: text });
    return subject({ declared: [one], due: { digest: one.digest, run: RUN, since: NOW } });
  };
  const both = [due(ONE), due(TWO)];
  /** Each of the two calls sends 2 GB. */
  const site: Shown = {
    packages: { P0100012: sitePackage(), P0100013: sitePackage() },
    pairs: { [ONE]: pair(), [TWO]: pair() },
  };
  const sent = (bytes: number | null, called = 1) => ({
    runs: new Map([[RUN, run({ called, bytes })]]),
  });
  const messageOf = (subjects: readonly Subject[], more: Partial<PlanInput>) =>
    makePlan(input(subjects, more)).plan.entries[0]?.held?.message;

  it('are not asked for by default', () => {
    expect(holds(both, shown(site))).toEqual({ One: null, Two: null });
    expect(holds(both)).toEqual({ One: null, Two: null });
  });

  it('hold all of a run that sends more, and none of one that fits', () => {
    expect(holds(both, { ...shown(site), ...most(4 * GB) })).toEqual({ One: null, Two: null });
    expect(holds(both, { ...shown(site), ...most(4 * GB - 1) })).toEqual({ One: 'budget', Two: 'budget' });
    expect(messageOf(both, { ...shown(site), ...most(GB) })).toBe(
      'run r1 sends 4.0 GB, more than maxBytesPerRun (1.0 GB)',
    );
  });

  it('are those of its calls so far, and of those to come', () => {
    expect(holds([due(ONE)], { ...shown(site), ...sent(3 * GB), ...most(5 * GB) })).toEqual({ One: null });
    expect(holds([due(ONE)], { ...shown(site), ...sent(3 * GB + 1), ...most(5 * GB) })).toEqual({
      One: 'budget',
    });
  });

  it('count a call once that is tried again', () => {
    const again = { ...due(ONE), attempts: [rejected({ entry: ONE, run: RUN })] };
    expect(holds([again], { ...shown(site), ...sent(2 * GB), ...most(2 * GB) })).toEqual({ One: null });
  });

  it.each([
    ['to come', { ...site, packages: { P0100012: sitePackage({ bytes: null }) } }, 0],
    ['that was made', site, null],
  ])('hold where nobody knows the size of a call %s', (_, what, before) => {
    const told = { ...shown(what), ...sent(before), ...most(500 * GB) };
    expect(holds([due(ONE)], told)).toEqual({ One: 'budget' });
    expect(messageOf([due(ONE)], told)).toBe(
      'run r1 has calls whose size is not known, and maxBytesPerRun is 500 GB',
    );
  });

  it('leave out what pre-flight stops: nothing of it is sent', () => {
    const stopped = { ...site, pairs: { [ONE]: pair(), [TWO]: pair({ assigned: false }) } };
    expect(holds(both, { ...shown(stopped), ...most(2 * GB) })).toEqual({ One: null, Two: 'preflight' });
    const unknown = { ...site, packages: { P0100012: sitePackage(), P0100013: null } };
    expect(holds(both, { ...shown(unknown), ...most(2 * GB) })).toEqual({ One: null, Two: 'preflight' });
  });

  it('leave out a site that was not asked yet: it is asked before the call', () => {
    const far = 'P02/P0200012/Far';
    expect(holds([...both, due(far)], { ...shown(site), ...most(4 * GB) })).toEqual({
      One: null,
      Two: null,
      Far: null,
    });
  });

  it('do not hold a run that an operator approved, or all of this pass', () => {
    const approved = { runs: new Map([[RUN, run({ approved: approvalOf(both), bytes: null })]]) };
    expect(holds(both, { ...shown(site), ...most(GB), ...approved })).toEqual({ One: null, Two: null });
    const overrides = { firstRun: () => false, approveBudget: () => true, breakGlass: false };
    expect(holds(both, { ...shown(site), ...most(GB), overrides })).toEqual({ One: null, Two: null });
  });
});
