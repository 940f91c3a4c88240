// A site that takes calls and loses its answers: what it took is found where that is sure, and nothing is believed wrongly.
import { expect, it } from 'vitest';
import type { Attempt } from '../../src/model/attempt.ts';
import { pairKey } from '../../src/model/site/facts.ts';
import type { Parts } from '../../src/reconcile/parts.ts';
import { redistribution } from '../make/noun/redistribution.ts';
import type { Way } from '../make/parts.ts';
import { type Conductor, makeConductor } from '../make/process/conductor.ts';

/** Those that are declared, with every package; each shares a distribution point with the next one. */
const GROUPS = 5;
/** The others are there for another administrator. */
export const GROUPS_THERE = 8;
const SECOND = 1000;
const HOUR = 3600 * SECOND;
/** For a machine that is busy: a quarter of a minute each is usual, and a whole one over PowerShell. */
export const LIMIT = 900 * SECOND;
/** The same seed loses the same answers. */
export const SEED = Number(process.env.SEED ?? 1);

/** Where the story plays. */
export interface Stage {
  readonly way: Way;
  /** Each is declared for five groups. */
  readonly packages: number;
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Applies all entries at a site that loses one answer in five, half of them after it took the call, and waits. */
export async function applyAll(
  { way, packages }: Stage,
  onTime: (conductor: Conductor) => void = () => undefined,
): Promise<Conductor> {
  let made: Conductor | undefined;
  const pass = (milliseconds: number) => {
    if (!made) return;
    made.now += milliseconds;
    onTime(made);
  };
  const conductor = await makeConductor({
    way,
    slots: 3,
    guards: { firstRun: 'apply', maxCallsPerRun: packages * GROUPS },
    wrap: (parts) => withTime(parts, pass),
    simulation: {
      packages,
      groups: GROUPS_THERE,
      dropBefore: 0.1,
      dropAfter: 0.1,
      lag: 20 * SECOND,
      seed: SEED,
    },
  });
  made = conductor;
  conductor.repo.commit({
    'all.yaml': redistribution({ packages: numbers(packages), groups: numbers(GROUPS) }),
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

/** The pair of an attempt as the site knows it. */
export function pairOf({ groupId, entry }: Attempt): string {
  return pairKey({ groupId: groupId ?? '', package: entry.package });
}

/** What came of the answers that were lost. */
export interface Result {
  /** Calls that the site took, and whose answer was lost; and how many of them were found. */
  readonly lost: number;
  readonly settled: number;
}

/** The ledger agrees with the site's own list: nothing twice, nothing believed wrongly, and every doubt with its reason. */
export async function expectAgreement(conductor: Conductor): Promise<Result> {
  const calls = conductor.simulator.site.calls.map(({ group, package: { id } }) => `${group.id} ${id}`);
  const taken = new Set(calls);
  expect(taken.size).toBe(calls.length);
  const attempts = await conductor.attempts();
  expect(attempts).toHaveLength(conductor.simulator.site.packages.length * GROUPS);
  const { accepted = [], unknown = [] } = Object.groupBy(attempts, ({ outcome }) => outcome);
  expect(accepted.length + unknown.length).toBe(attempts.length);
  expect(accepted.filter((attempt) => !taken.has(pairOf(attempt)))).toEqual([]);
  const known = new Set(attempts.map(pairOf));
  expect(calls.filter((pair) => !known.has(pair))).toEqual([]);
  for (const { evidence } of unknown) expect(evidence).toMatchObject({ by: 'site', text: /./ });
  const settled = accepted.filter(({ evidence }) => evidence?.by === 'site').length;
  return { settled, lost: settled + unknown.filter((attempt) => taken.has(pairOf(attempt))).length };
}

/** Says how many were found. */
export function tell(name: string, { settled, lost }: Result): void {
  process.stdout.write(`${name}: ${settled} of ${lost} lost answers were settled (SEED=${SEED})\n`);
}

/** The story, with nobody else at work at the site. */
export function lostAnswersStory(stage: Stage): void {
  const entries = stage.packages * GROUPS;
  it(`${entries} calls, one answer in five lost: most of what was taken is found`, {
    timeout: LIMIT,
  }, async () => {
    await using conductor = await applyAll(stage);
    const result = await expectAgreement(conductor);
    tell(`Alone, over ${stage.way}`, result);
    expect(result.lost).toBeGreaterThan(entries / 20);
    expect(result.settled).toBeGreaterThan(result.lost / 2);
  });
}
