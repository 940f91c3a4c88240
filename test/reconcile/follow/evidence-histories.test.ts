// Unknown outcomes are assessed against random histories of a simulated site, ours and another administrator's.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Attempt } from '../../../src/model/attempt.ts';
import { assess } from '../../../src/reconcile/follow/evidence.ts';
import { snapshotOf } from '../../../src/reconcile/pass/snapshot.ts';
import { attempt, MINUTE, NOW } from '../../make/noun/plan.ts';
import { type ShownSite, showSite } from '../pass/shown-site.ts';

const SECOND = 1000;
const HOUR = 60 * MINUTE;

/** A call of ours: what we know of it, and whether the site took it. */
interface OurCall {
  readonly group: number;
  readonly at: number;
  readonly fate: 'accepted' | 'lostAfter' | 'lostBefore';
}
/** What another administrator does; `member` null: to the whole group. */
interface TheirAct {
  readonly group: number;
  readonly member: number | null;
  readonly at: number;
}
/** A history. Times are milliseconds after its beginning. */
interface Story {
  readonly members: number;
  readonly lag: number;
  readonly distribute: number;
  readonly keepJobs: number;
  readonly clockOffset: number;
  readonly ours: readonly OurCall[];
  readonly theirs: readonly TheirAct[];
  /** Moments at which the site is asked about what is unknown, after the last call. */
  readonly looks: readonly number[];
}

const GROUPS_THERE = 4;
const group = fc.nat({ max: GROUPS_THERE - 1 });
const duration = fc.constantFrom(0, SECOND, 20 * SECOND, MINUTE, 10 * MINUTE, 40 * MINUTE);
/** Close together most of the time, so that things meet. */
const moment = fc.oneof(fc.nat({ max: 120 * SECOND }), fc.nat({ max: 3 * HOUR }));
const fate = fc.constantFrom('accepted' as const, 'lostAfter' as const, 'lostBefore' as const);
const story: fc.Arbitrary<Story> = fc.record({
  members: fc.integer({ min: 2, max: 5 }),
  lag: duration,
  distribute: duration,
  keepJobs: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), duration),
  clockOffset: fc.constantFrom(0, 7 * MINUTE, -7 * MINUTE),
  ours: fc.array(fc.record({ group, at: moment, fate }), { minLength: 1, maxLength: 6 }),
  theirs: fc.array(fc.record({ group, at: moment, member: fc.option(fc.nat({ max: 4 }), { freq: 2 }) }), {
    maxLength: 8,
  }),
  looks: fc.array(fc.oneof(fc.nat({ max: 10 * MINUTE }), fc.nat({ max: 5 * HOUR })), {
    minLength: 1,
    maxLength: 3,
  }),
});

interface Told {
  readonly call: OurCall;
  readonly attempt: Attempt;
}

/** Lets everything happen in its order; at its end the clock stands at the last look. */
function live(told: Story): { readonly calls: readonly Told[]; readonly settled: readonly Told[] } {
  let now = NOW;
  const site = showSite({ ...told, groups: GROUPS_THERE, clock: () => now + told.clockOffset });
  const calls: Told[] = [];
  const settled: Told[] = [];
  const acts = [
    ...told.theirs.map((act) => ({
      at: NOW + act.at,
      run: () => doTheirs(act, site, now + told.clockOffset),
    })),
    ...told.ours.map((call) => ({ at: NOW + call.at, run: () => void calls.push(make(call)) })),
  ];
  const make = (call: OurCall): Told => {
    const groupId = site.groups[call.group]?.id ?? '';
    const statuses = site.statuses.filter((status) => status.groupId === groupId);
    const snapshot = snapshotOf({ jobs: site.jobs, statuses, clockOffset: told.clockOffset }, now);
    if (call.fate !== 'lostBefore') site.sendToGroup(call.group, now + told.clockOffset);
    const outcome = call.fate === 'accepted' ? 'accepted' : 'unknown';
    return { call, attempt: attempt({ groupId, outcome, snapshot, startedAt: now }) };
  };
  for (const act of acts.toSorted((a, b) => a.at - b.at)) {
    now = act.at;
    act.run();
  }
  const last = now;
  for (const look of told.looks.toSorted((a, b) => a - b)) {
    now = last + look;
    settled.push(...settleOnce(calls, site));
  }
  return { calls, settled };
}

function doTheirs({ group: number, member }: TheirAct, site: ShownSite, at: number): void {
  const points = site.groups[number]?.points.length ?? 1;
  if (member === null) site.sendToGroup(number, at);
  else site.sendToPoint(number, member % points, at);
}

/** Assesses all that is unknown by the same look; what was taken is accepted from then on. */
function settleOnce(calls: Told[], site: ShownSite): Told[] {
  const { jobs, statuses, members } = site;
  const others = calls.map((told) => told.attempt);
  const taken = calls.filter(
    ({ attempt: one }) => one.outcome === 'unknown' && assess(one, { jobs, statuses, members, others }).taken,
  );
  for (const told of taken) {
    const accepted = { ...told, attempt: { ...told.attempt, outcome: 'accepted' } as const };
    calls[calls.indexOf(told)] = accepted;
  }
  return taken;
}

/** True where others did to these very members what the call would have done, between it and the hour after it. */
function isImitated({ call }: Told, { theirs, members }: Story): boolean {
  const near = theirs.filter(({ at }) => at >= call.at && at <= call.at + HOUR);
  const stride = members > 2 ? members - 1 : members;
  const single = new Set(
    near.flatMap((act) => (act.member === null ? [] : [act.group * stride + (act.member % members)])),
  );
  const own = Array.from({ length: members }, (_, index) => call.group * stride + index);
  const reached = own.filter((point) => point !== 0);
  return (
    near.some((act) => act.member === null && act.group === call.group) ||
    reached.every((point) => single.has(point))
  );
}

it('a call that was not taken is never said to be', () => {
  fc.assert(
    fc.property(story, (told) => {
      const wrong = live(told).settled.filter(({ call }) => call.fate === 'lostBefore');
      expect(wrong.filter((one) => !isImitated(one, told))).toEqual([]);
    }),
    { numRuns: Number(process.env.RUNS ?? 2000) },
  );
});

it('where nobody else is there and the jobs stay, every call that was taken is found, sooner or later', () => {
  const alone = story.map((told) => {
    const ours = told.ours.filter(({ fate: what }) => what !== 'lostBefore');
    return {
      ...told,
      ours,
      theirs: [],
      keepJobs: Number.POSITIVE_INFINITY,
      looks: ours.map((_, look) => look * MINUTE),
    };
  });
  fc.assert(
    fc.property(alone, (told) => {
      const { calls } = live(told);
      expect(calls.filter(({ attempt: one }) => one.outcome === 'unknown')).toEqual([]);
    }),
  );
});
