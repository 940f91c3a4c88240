// A site that takes calls and loses its answers: what it took is found where that is sure, and nothing is believed wrongly.
import { expect, it } from 'vitest';
import type { Attempt } from '../../src/model/attempt.ts';
import { pairKey } from '../../src/model/site-facts.ts';
import type { Parts } from '../../src/reconcile/parts.ts';
import { BEGINNING, type Conductor, makeConductor } from '../make/conductor.ts';
import { redistribution } from '../make/redistribution.ts';
import { seededChance } from '../make/seeded-chance.ts';

const PACKAGES = 100;
/** Each shares a distribution point with the next one. */
const GROUPS = 5;
/** Those that are not declared are there for the other administrator. */
const GROUPS_THERE = 8;
const SECOND = 1000;
const HOUR = 3600 * SECOND;
/** For a machine that is busy: a quarter of a minute each is usual. */
const LIMIT = 120 * SECOND;
const SEED = Number(process.env.SEED ?? 1);

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Applies 500 entries at a site that loses one answer in five, half of them after it took the call, and waits. */
async function applyAll(onTime: (conductor: Conductor) => void = () => undefined): Promise<Conductor> {
  let made: Conductor | undefined;
  const pass = (milliseconds: number) => {
    if (!made) return;
    made.now += milliseconds;
    onTime(made);
  };
  const conductor = await makeConductor({
    slots: 3,
    guards: { firstRun: 'apply', maxCallsPerRun: PACKAGES * GROUPS },
    wrap: (parts) => withTime(parts, pass),
    simulation: {
      packages: PACKAGES,
      groups: GROUPS_THERE,
      dropBefore: 0.1,
      dropAfter: 0.1,
      lag: 20 * SECOND,
      seed: SEED,
    },
  });
  made = conductor;
  conductor.repo.commit({
    'all.yaml': redistribution({ packages: numbers(PACKAGES), groups: numbers(GROUPS) }),
  });
  await conductor.apply({ wait: HOUR });
  return conductor;
}

/** Parts that let time pass: a fifth of a second with every call, and what is waited for in steps. */
function withTime(parts: Parts, pass: (milliseconds: number) => void): Parts {
  return {
    ...parts,
    sleep: async (milliseconds) => {
      for (let left = milliseconds; left > 0; left -= SECOND) pass(Math.min(left, SECOND));
    },
    sites: parts.sites.map((site) => ({
      ...site,
      redistribute: async (call) => {
        const answer = await site.redistribute(call);
        pass(SECOND / 5);
        return answer;
      },
    })),
  };
}

function pairOf({ groupId, entry }: Attempt): string {
  return pairKey({ groupId: groupId ?? '', package: entry.package });
}

interface Result {
  /** Calls that the site took, and whose answer was lost; and how many of them were found. */
  readonly lost: number;
  readonly settled: number;
}

/** The ledger agrees with the site's own list: nothing twice, nothing believed wrongly, and every doubt with its reason. */
async function expectAgreement(conductor: Conductor): Promise<Result> {
  const calls = conductor.simulator.site.calls.map(({ group, package: { id } }) => `${group.id} ${id}`);
  const taken = new Set(calls);
  expect(taken.size).toBe(calls.length);
  const attempts = await conductor.attempts();
  expect(attempts).toHaveLength(PACKAGES * GROUPS);
  const { accepted = [], unknown = [] } = Object.groupBy(attempts, ({ outcome }) => outcome);
  expect(accepted.length + unknown.length).toBe(attempts.length);
  expect(accepted.filter((attempt) => !taken.has(pairOf(attempt)))).toEqual([]);
  const known = new Set(attempts.map(pairOf));
  expect(calls.filter((pair) => !known.has(pair))).toEqual([]);
  for (const { evidence } of unknown) expect(evidence).toMatchObject({ by: 'site', text: /./ });
  const settled = accepted.filter(({ evidence }) => evidence?.by === 'site').length;
  return { settled, lost: settled + unknown.filter((attempt) => taken.has(pairOf(attempt))).length };
}

function tell(name: string, { settled, lost }: Result): void {
  process.stdout.write(`${name}: ${settled} of ${lost} lost answers were settled (SEED=${SEED})\n`);
}

it('500 calls, one answer in five lost: most of what was taken is found', { timeout: LIMIT }, async () => {
  await using conductor = await applyAll();
  const result = await expectAgreement(conductor);
  tell('Alone', result);
  expect(result.lost).toBeGreaterThan(30);
  expect(result.settled).toBeGreaterThan(result.lost / 2);
});

/**
 * Somebody who redistributes any package to any group, about once in three seconds. What nobody knows whether it was
 * sent is left to us: who sends the very same as well has delivered it, and no evidence could tell.
 */
function anotherAdministrator(): (conductor: Conductor) => void {
  const chance = seededChance(SEED);
  const unsure = new Set<string>();
  let seen = 0;
  let next = BEGINNING;
  return ({ now, events, simulator: { site } }) => {
    for (; seen < events.length; seen += 1) {
      const event = events[seen];
      if (event?.type === 'intended') unsure.add(pairOf(event.attempt));
      if (event?.type === 'concluded' && event.attempt.outcome === 'accepted')
        unsure.delete(pairOf(event.attempt));
    }
    for (; next <= now; next += 3 * SECOND) {
      const group = site.groups[Math.floor(chance() * GROUPS_THERE)];
      const content = site.packages[Math.floor(chance() * PACKAGES)];
      if (group && content && !unsure.has(`${group.id} ${content.id}`))
        site.redistributeByAnother(group.id, content.id, next);
    }
  };
}

it('the same beside another administrator who redistributes all the while', { timeout: LIMIT }, async () => {
  await using conductor = await applyAll(anotherAdministrator());
  const result = await expectAgreement(conductor);
  tell('Beside another administrator', result);
  expect(result.settled).toBeGreaterThan(result.lost / 2);
});
