// Weeks of a daemon over repositories that never rest, while everything else fails at random: what is true at the end?
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { readStatus } from '../../src/reconcile/views/status.ts';
import { fewOrMany } from '../make/size.ts';
import { findOutdated, findStuck, findTwice } from './soak-checks.ts';
import { makeSoakWorld, SITES, SOURCES, type SoakWorld } from './soak-world.ts';

const SEED = Number(process.env.SEED ?? 20_261_123);
const COMMITS = Number(process.env.COMMITS ?? fewOrMany(60, 300));
const HOUR = 3_600_000;
const MB = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What is used once nothing is left to collect, in MB. */
async function heapAfterCollection(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed / MB;
}

/** What was seen each time that everything was well for a while. */
interface Rests {
  /** Megabytes. */
  readonly heap: readonly number[];
  /** How often the sites were asked to call in an hour without a call. */
  readonly rounds: readonly number[];
  readonly stuck: readonly string[];
}

/** Moves the world to the end of its histories, with a rest at each quarter. */
async function live(world: SoakWorld): Promise<Rests> {
  const rests = { heap: [] as number[], rounds: [] as number[], stuck: [] as string[] };
  while (!world.isOver || rests.heap.length < 4) {
    await world.step();
    if (world.seen < ((rests.heap.length + 1) * COMMITS) / 4) continue;
    await world.calm();
    rests.rounds.push(await untilQuiet(world));
    rests.stuck.push(...findStuck(await readStatus('all', world.conductor.parts)));
    rests.heap.push(await heapAfterCollection());
  }
  return rests;
}

/** Lets hours pass until one goes by without a call; gives how often the sites were asked to call in that hour. */
async function untilQuiet(world: SoakWorld): Promise<number> {
  const rounds = () => SITES.reduce((sum, code) => sum + (world.living.asked.get(`call ${code}`) ?? 0), 0);
  for (let hours = 0; hours < 12; hours += 1) {
    const calls = world.counts['event intended'];
    const before = rounds();
    await world.pass(HOUR);
    if (world.counts['event intended'] === calls) return rounds() - before;
  }
  throw new Error('there were calls in each of twelve hours after everything was well');
}

/** What the simulated sites remember of their calls is theirs; the rest is the noise of a collection. */
function heapAllowed(attempts: number): number {
  return 4 + (attempts * 500) / MB;
}

describe(`a soak of ${COMMITS} commits (SEED=${SEED})`, () => {
  it('calls nothing twice, leaves nothing stuck without a name, and does not grow', {
    timeout: 900_000 + COMMITS * 300,
  }, async () => {
    const warnings: string[] = [];
    const note = ({ message }: Error) => warnings.push(message);
    process.on('warning', note);
    const began = performance.now();
    await using world = await makeSoakWorld(COMMITS, SEED);
    await world.begin();
    const { heap, rounds, stuck } = await live(world);

    const { ledger } = world.conductor.parts;
    const attempts = await world.conductor.attempts();
    const statuses = await readStatus('all', world.conductor.parts);
    const of = (outcome: string) => attempts.filter((attempt) => attempt.outcome === outcome).length;
    const found = {
      ...{
        entries: statuses.length,
        accepted: of('accepted'),
        unknown: of('unknown'),
        rejected: of('rejected'),
      },
      ...{ ...world.counts, rounds, heap: heap.map((mb) => Math.round(mb * 10) / 10) },
      seconds: Math.round((performance.now() - began) / 1000),
    };
    process.stdout.write(`${COMMITS} commits, SEED=${SEED}: ${JSON.stringify(found)}\n`);
    expect(findTwice(world, attempts)).toEqual([]);
    expect(stuck).toEqual([]);
    expect(findOutdated(world, statuses)).toEqual([]);
    const runs = [...new Set(attempts.map(({ run }) => run))].sort();
    expect((await ledger.runs(runs)).map(({ id }) => id).sort()).toEqual(runs);
    expect((heap.at(-1) ?? 0) - (heap[0] ?? 0)).toBeLessThan(heapAllowed(attempts.length));
    // The loops, and nobody else.
    expect(world.time.sleepers).toBe(1 + SOURCES.length + 2 * SITES.length);
    // What a site itself holds is asked about every fifteen minutes; nothing else is.
    expect(Math.max(...rounds)).toBeLessThanOrEqual(5 * SITES.length);
    expect(warnings).toEqual([]);
    process.off('warning', note);
  });
});
