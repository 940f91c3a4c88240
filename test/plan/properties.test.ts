import fc from 'fast-check';
import { expect, it } from 'vitest';
import { callId } from '../../src/model/approval.ts';
import type { Declared } from '../../src/model/declaration.ts';
import { makePlan, type PlanInput, type Planned } from '../../src/plan/plan.ts';
import { showRemedy } from '../../src/report/remedy.ts';
import { DAY, declared, MINUTE } from '../make/noun/plan.ts';
import { type Fate, newWorld, plan, type Step, take, type World } from './history.ts';

const ENTRIES = ['P01/P0100012/A', 'P01/P0100012/B', 'P01/P0100013/A', 'P02/P0200012/A', 'P02/P0200012/C'];

/** What one commit says of one entry: nothing, one revision of it, or two. */
function declarationsOf(entry: string): fc.Arbitrary<readonly Declared[]> {
  const one = fc.record({
    revision: fc.constantFrom('1', '2', '3'),
    wave: fc.constantFrom(0, 0, 1, 2),
    suspend: fc.boolean().map((chance) => chance && entry.endsWith('B')),
    outdated: fc.boolean().map((chance) => chance && entry.endsWith('C')),
  });
  return fc.oneof(
    { weight: 6, arbitrary: one.map((what) => [declared({ entry, ...what })]) },
    { weight: 2, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(one, one)
        .map((both) => both.map((what, index) => declared({ entry, line: index + 1, ...what }))),
    },
  );
}

const tree = fc.tuple(...ENTRIES.map(declarationsOf)).map((parts) => parts.flat());
const fate = fc.constantFrom<Fate>(
  'accepted',
  'accepted',
  'permanent',
  'transient',
  'siteDown',
  'unknown',
  'died',
);
const rarely = fc.integer({ min: 0, max: 4 }).map((number) => number === 0);
const step: fc.Arbitrary<Step> = fc.record({
  tree,
  fates: fc.array(fate, { maxLength: 6 }),
  later: fc.constantFrom(0, MINUTE, 60 * MINUTE, 20 * DAY),
  approves: rarely,
  approvesBudget: rarely,
  adopts: rarely,
  resolves: fc.constantFrom('accepted', 'rejected', null, null),
});
const history = fc.array(step, { minLength: 1, maxLength: 8 });

/** Lives through a history, and shows every plan of it to `look`. */
function live(steps: readonly Step[], look: World['onPlan'] = () => {}): World {
  const world = newWorld(look);
  for (const one of steps) take(world, one);
  return world;
}

/** Checks `look` against every plan of many histories. */
function always(look: (planned: Planned, from: PlanInput) => void): void {
  fc.assert(fc.property(history, (steps) => void live(steps, look)));
}

/** The step, with these fates of its calls left out. */
function without(one: Step, fates: readonly Fate[]): Step {
  return { ...one, fates: one.fates.filter((what) => !fates.includes(what)) };
}

it('has histories that come to every action, and to every hold that a pass without surprises knows', () => {
  const seen = new Set<string>();
  const look = ({ plan: { entries } }: Planned) => {
    for (const { action, cause, held } of entries) seen.add(held ? held.by : `${action} ${cause}`);
  };
  for (const steps of fc.sample(history, { numRuns: 300, seed: 1 })) live(steps, look);
  expect([...seen].sort()).toEqual([
    'backoff',
    'budget',
    'conflict',
    'failed',
    'forget removed',
    'inFlight',
    'none sentBefore',
    'none unchanged',
    'problem',
    'redistribute changed',
    'redistribute new',
    'redistribute retry',
    'site',
    'stale',
    'suspended',
    'unknownOutcome',
    'wave',
  ]);
});

it('calls an entry and digest once, unless the call before it surely came to nothing', () => {
  fc.assert(
    fc.property(history, (steps) => {
      const { attempts } = live(steps);
      const sent = attempts.filter(({ outcome }) => outcome !== 'rejected');
      expect(new Set(sent.map(({ key, digest }) => `${key} ${digest}`)).size).toBe(sent.length);
    }),
  );
});

it('never plans a call of what the site has or may have', () => {
  always(({ plan: { entries } }, { subjects }) => {
    for (const { key, digest } of entries.filter(({ action }) => action === 'redistribute')) {
      const tried = subjects.find((one) => one.key === key)?.attempts ?? [];
      expect(tried.filter((one) => one.digest === digest && one.outcome !== 'rejected')).toEqual([]);
      expect(digest).not.toBeNull();
    }
  });
});

it('is empty after an apply in which all was accepted', () => {
  fc.assert(
    fc.property(history, tree, (steps, last) => {
      const world = live(steps.map((one) => without(one, ['permanent', 'transient', 'siteDown'])));
      const plain = last.map((one) => ({ ...one, suspend: false, outdated: false }));
      const free = plain.filter((one, index) => plain.findIndex(({ key }) => key === one.key) === index);
      const calm = { fates: [], later: 0, approves: true, approvesBudget: false, adopts: false };
      take(world, { ...calm, tree: free, resolves: 'accepted' });
      const { summary } = plan(world, { tree: free }).plan;
      expect(summary).toMatchObject({ redistribute: 0, hold: 0, forget: 0, none: free.length });
    }),
  );
});

it('leaves nothing free uncalled at the end of an apply', () => {
  fc.assert(
    fc.property(history, (steps) => {
      const world = live(steps.map((one) => without(one, ['died', 'siteDown'])));
      expect(plan(world, { tree: world.tree }).plan.summary).toMatchObject({ redistribute: 0, forget: 0 });
    }),
  );
});

it('says of everything held why, since when and what helps', () => {
  always(({ plan: { entries } }, { now }) => {
    for (const { action, held } of entries) {
      expect(held !== null).toBe(action === 'hold');
      if (held === null) continue;
      expect(held.message).not.toBe('');
      expect(showRemedy(held.remedy)).not.toBe('');
      expect(held.since).toBeLessThanOrEqual(now);
      expect(held.until ?? Number.POSITIVE_INFINITY).toBeGreaterThan(now);
    }
  });
});

it('adds up', () => {
  always(({ plan: { entries, conflicts, summary } }, { subjects }) => {
    const { redistribute, hold, none, forget } = summary;
    expect(redistribute + hold + none + forget).toBe(entries.length);
    expect(entries).toHaveLength(subjects.length);
    expect(summary.conflict).toBe(conflicts.length);
  });
});

it('is the same for the same input, in whatever order the subjects come', () => {
  fc.assert(
    fc.property(history, fc.infiniteStream(fc.nat()), (steps, order) => {
      live(steps, (planned, from) => {
        const shuffled = from.subjects
          .map((one) => ({ one, at: order.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        expect(makePlan({ ...from, subjects: shuffled })).toEqual(planned);
      });
    }),
  );
});

it('calls nothing of a run that its budget holds but what was approved of it', () => {
  always(({ plan: { entries } }, { runs }) => {
    const held = new Set(entries.filter((one) => one.held?.by === 'budget').map(({ run }) => run));
    const free = entries.filter(({ action, run }) => action === 'redistribute' && held.has(run));
    for (const { key, digest, run } of free) {
      expect(digest !== null && runs.get(run ?? '')?.approved.has(callId({ key, digest }))).toBe(true);
    }
  });
});

it('calls one wave of a run at a time', () => {
  always(({ plan: { entries } }) => {
    const free = entries.filter(({ action }) => action === 'redistribute');
    for (const [, members] of Map.groupBy(free, ({ run }) => run)) {
      expect(new Set(members.map(({ wave }) => wave)).size).toBe(1);
    }
  });
});

it('never keeps a newer revision waiting for an older one but while that is being called', () => {
  always(({ plan: { entries } }, { subjects, writer }) => {
    for (const { key, digest, held } of entries) {
      if (held?.by !== 'backoff' && held?.by !== 'failed' && held?.by !== 'unknownOutcome') continue;
      const tried = subjects.find((one) => one.key === key)?.attempts ?? [];
      expect(tried.some((one) => one.digest === digest)).toBe(true);
      expect(tried.some((one) => one.outcome === 'open' && one.writer === writer)).toBe(false);
    }
  });
});

it('gives everything that is called a run, and says it in the plan or finds it recorded', () => {
  always(({ plan: { entries, sources }, watch }, { subjects }) => {
    const known = new Set([...sources.map(({ run }) => run), ...subjects.map(({ due }) => due?.run ?? null)]);
    const watched = new Map(watch.map((row) => [row.key, row]));
    for (const { key, run, digest } of entries.filter(({ action }) => action === 'redistribute')) {
      expect(run).not.toBeNull();
      expect(known.has(run)).toBe(true);
      expect(watched.get(key)).toMatchObject({ run, digest });
    }
  });
});
