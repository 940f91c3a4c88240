// A daemon over a repository that is pushed to every second, and a machine that treats it badly.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { type Estate, makeEstate } from '../make/estate.ts';
import { redistribution } from '../make/noun/redistribution.ts';
import type { Running } from '../make/process/running.ts';
import { documentOf } from '../make/published.ts';
import { seededChance } from '../make/seeded-chance.ts';

const SEED = Number(process.env.SEED ?? 20_261_123);
const PACKAGES = 24;
const GROUPS = [1, 2];
const SECOND = 1000;

/** One attempt, as the ledger has it. */
interface Row {
  readonly pair: string;
  readonly digest: string;
  readonly commit: string;
  readonly outcome: string;
  readonly started_at: number;
}

/** One call, as the site wrote it down before it answered. */
interface Taken {
  readonly pair: string;
  readonly at: number;
}

/** A bare repository, a simulated site that logs, and a config for both. */
async function makeWorld(site: { readonly latency?: number; readonly onCall?: () => void } = {}) {
  const estate = makeEstate({ url: 'http://127.0.0.1:1/AdminService' });
  const log = join(estate.folder, 'site.log');
  const simulator = await startSimulator({
    ...{ packages: PACKAGES, groups: GROUPS.length, members: 2, log },
    ...{ latency: site.latency ?? 5, distribute: 500, lag: 100 },
    watch: ({ method }) => method === 'POST' && site.onCall?.(),
  });
  const { git, folder } = estate;
  git('init', '--quiet', '--bare', '--initial-branch=main', join(folder, 'content.git'));
  git('remote', 'add', 'origin', join(folder, 'content.git'));
  estate.writeConfig(`apiVersion: dpsync/v1
kind: Config
ledger: sqlite:dpsync.db
sources: [{name: content, url: ./content.git, branch: main, interval: 30s}]
sites: [{code: P01, callTimeout: 5s, provider: {type: adminservice, url: "${simulator.url}", auth: {type: none}}}]
guards: {firstRun: apply, maxCallsPerRun: 1000}
settle: {after: 1s}
`);
  const taken = (): readonly Taken[] =>
    readFileSync(log, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const call = JSON.parse(line) as { package: string; group: string; at: string };
        return { pair: `${call.package} ${call.group}`, at: Date.parse(call.at) };
      });
  return {
    estate,
    taken,
    async [Symbol.asyncDispose]() {
      estate.remove();
      await simulator.close();
    },
  };
}

function attemptsOf(estate: Estate): readonly Row[] {
  const db = new DatabaseSync(estate.ledger, { readOnly: true });
  try {
    const text = `select package || ' ' || group_name as pair, digest, "commit", outcome, started_at from attempts order by id`;
    return db.prepare(text).all() as unknown as Row[];
  } finally {
    db.close();
  }
}

async function settled(estate: Estate): Promise<readonly string[]> {
  const { entries } = documentOf('status', await estate.dpsync('status', '--all', '-o', 'json'));
  return entries.map(({ sync }) => sync).filter((sync) => sync !== 'Synced' && sync !== 'Unknown');
}

/** What has to be true of any story: no revision of an entry twice, and nothing believed wrongly. */
function expectAtMostOnce(rows: readonly Row[], taken: readonly Taken[]): void {
  const standing = rows.filter(({ outcome }) => outcome !== 'rejected');
  const revisions = standing.map(({ pair, digest }) => `${pair} ${digest}`);
  expect(new Set(revisions).size).toBe(revisions.length);
  const takes = Map.groupBy(taken, ({ pair }) => pair);
  for (const [pair, own] of takes) {
    expect(own.length).toBeLessThanOrEqual(standing.filter((row) => row.pair === pair).length);
  }
  for (const [pair, own] of Map.groupBy(standing, (row) => row.pair)) {
    const accepted = own.filter(({ outcome }) => outcome === 'accepted');
    expect(takes.get(pair)?.length ?? 0).toBeGreaterThanOrEqual(accepted.length);
  }
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

describe(`a daemon that is killed, paused and stopped (SEED=${SEED})`, () => {
  it.concurrent('calls the newest revision of everything, and nothing twice', {
    timeout: 400_000,
  }, async ({ expect }) => {
    let onCall = () => {};
    await using world = await makeWorld({ latency: 100, onCall: () => onCall() });
    const nextCall = () =>
      new Promise<void>((resolve) => {
        onCall = resolve;
      });
    const { estate, taken } = world;
    const chance = seededChance(SEED);
    const files = Array.from({ length: PACKAGES }, (_, index) => `p${index + 1}.yaml`);
    const textOf = (index: number, revision: string) =>
      redistribution({ packages: [index + 1], groups: GROUPS, revision });
    const pushed = new Map<string, number>();
    const push = (commit: string) => {
      estate.git('push', '--quiet', 'origin', 'main');
      pushed.set(commit, Date.now());
    };
    push(estate.commit(Object.fromEntries(files.map((file, index) => [file, textOf(index, '0')]))));

    let daemon: Running = estate.start('run');
    const harms = [
      async () => {
        // With a call on its way.
        await nextCall();
        daemon.kill('SIGKILL');
        await daemon.finished;
        daemon = estate.start('run');
      },
      async () => {
        daemon.kill('SIGSTOP');
        await pause(3 * SECOND);
        daemon.kill('SIGCONT');
      },
      async () => {
        daemon.kill('SIGTERM');
        expect((await daemon.finished).code).toBe(0);
        daemon = estate.start('run');
      },
    ];
    const until = Date.now() + 120 * SECOND;
    const harm = (async () => {
      for (let round = 0; Date.now() < until; round += 1) {
        await pause(20 * SECOND);
        await harms[round % harms.length]?.();
      }
    })();
    for (let second = 1; Date.now() < until; second += 1) {
      await pause(SECOND);
      const changed = files.filter(() => chance() < 0.1);
      push(
        estate.commit(
          Object.fromEntries(changed.map((file) => [file, textOf(files.indexOf(file), `${second}`)])),
        ),
      );
    }
    await harm;
    await expect.poll(() => settled(estate), { timeout: 90_000, interval: 1000 }).toEqual([]);
    daemon.kill('SIGTERM');
    await daemon.finished;

    const rows = attemptsOf(estate);
    expectAtMostOnce(rows, taken());
    const delays = rows.flatMap(({ commit, started_at: at }) => {
      const since = pushed.get(commit);
      return since === undefined ? [] : [Math.max(0, at - since)];
    });
    const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
    process.stdout.write(
      `${pushed.size} pushes, ${taken().length} calls (${count('accepted')} accepted, ${count('unknown')} unknown); ` +
        `from push to call: median ${median(delays)} ms, longest ${Math.max(...delays)} ms\n`,
    );
    expect(rows.length).toBeGreaterThan(PACKAGES * GROUPS.length);
  });

  it.concurrent('sends nothing of what it had prepared before a pause of a minute', {
    timeout: 300_000,
  }, async ({ expect }) => {
    const called = Promise.withResolvers<void>();
    let calls = 0;
    await using world = await makeWorld({
      latency: 300,
      onCall: () => {
        calls += 1;
        if (calls === 7) called.resolve();
      },
    });
    const { estate, taken } = world;
    const packages = Array.from({ length: PACKAGES }, (_, index) => index + 1);
    estate.commit({ 'all.yaml': redistribution({ packages, groups: GROUPS }) });
    estate.git('push', '--quiet', 'origin', 'main');
    const daemon = estate.start('run');
    await called.promise;
    daemon.kill('SIGSTOP');
    const stopped = Date.now();
    await pause(60 * SECOND);
    const before = attemptsOf(estate);
    const prepared = before.filter(({ outcome }) => outcome === 'open').map(({ pair }) => pair);
    daemon.kill('SIGCONT');
    await expect.poll(() => settled(estate), { timeout: 90_000, interval: 1000 }).toEqual([]);
    daemon.kill('SIGTERM');
    await daemon.finished;

    const rows = attemptsOf(estate);
    expectAtMostOnce(rows, taken());
    expect(prepared.length).toBeGreaterThan(0);
    // What reached the site after the pause was intended after it.
    const late = taken().filter(({ at }) => at > stopped + 30 * SECOND);
    for (const { pair, at } of late) {
      expect(
        rows.some(
          (row) => row.pair === pair && row.started_at > stopped + 30 * SECOND && row.started_at <= at,
        ),
      ).toBe(true);
    }
    expect(late.length).toBeGreaterThan(0);
    expect(new Set(taken().map(({ pair }) => pair)).size).toBe(PACKAGES * GROUPS.length);
  });
});
