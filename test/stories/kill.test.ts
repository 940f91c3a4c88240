// A process that is killed at any moment leaves nothing that is called twice, and nothing that is believed wrongly.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { type Estate, makeEstate } from '../make/estate.ts';
import { seededChance } from '../make/seeded-chance.ts';
import { fewOrMany } from '../make/size.ts';

const PACKAGES = 30;
const GROUPS = 10;
const KILLS = fewOrMany(8, 40);
const SLOTS = 3;
const SEED = Number(process.env.SEED ?? 20_261_123);

interface Row {
  readonly entry: string;
  readonly outcome: string;
}

let simulator: Simulator;
let estate: Estate;
let log: string;
let onRequest: (method: string) => void = () => undefined;

beforeAll(async () => {
  const begun = makeEstate({ url: 'http://127.0.0.1:1/AdminService' });
  log = join(begun.folder, 'site.log');
  simulator = await startSimulator({
    packages: PACKAGES,
    groups: GROUPS,
    latency: 20,
    log,
    watch: ({ method }) => onRequest(method),
  });
  estate = begun;
  estate.writeConfig(`apiVersion: dpsync/v1
kind: Config
ledger: sqlite:dpsync.db
sources: [{name: content, url: ./content, branch: main}]
sites: [{code: P01, maxConcurrentCalls: ${SLOTS}, provider: {type: adminservice, url: "${simulator.url}", auth: {type: none}}}]
guards: {firstRun: apply, maxCallsPerRun: 1000}
`);
  estate.commit({ 'all.yaml': declaration() });
});

afterAll(async () => {
  await simulator?.close();
  estate?.remove();
});

function declaration(): string {
  const packages = Array.from(
    { length: PACKAGES },
    (_, index) => `P01${(index + 1).toString(16).toUpperCase().padStart(5, '0')}`,
  );
  const groups = Array.from(
    { length: GROUPS },
    (_, index) => `Branch Offices ${String(index + 1).padStart(2, '0')}`,
  );
  return `apiVersion: dpsync/v1
kind: Redistribution
metadata: {name: all}
spec:
  packages: ${JSON.stringify(packages)}
  distributionPointGroups: ${JSON.stringify(groups)}
`;
}

/** What the ledger says, read beside whoever writes it. */
function recorded(): readonly Row[] {
  if (!existsSync(estate.ledger)) return [];
  const db = new DatabaseSync(estate.ledger);
  try {
    const made = db.prepare("select 1 from sqlite_master where name = 'attempts'").get();
    if (!made) return [];
    return db
      .prepare("select package || ' ' || group_id as entry, outcome from attempts")
      .all() as unknown as Row[];
  } finally {
    db.close();
  }
}

const unsettled = (rows: readonly Row[]) =>
  rows.filter(({ outcome }) => outcome === 'open' || outcome === 'unknown').length;

/** What the site took, as it wrote down itself before it answered. */
function taken(): readonly string[] {
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').filter(Boolean) : [];
  return lines.map((line) => {
    const { package: id, groupId } = JSON.parse(line) as { package: string; groupId: string };
    return `${id} ${groupId}`;
  });
}

/** Starts an apply and kills it: after a number of calls or of other requests at the site, or some time after its start. */
async function applyAndKill(chance: () => number): Promise<void> {
  const running = estate.start('apply', '--yes');
  const enough = new Promise<void>((resolve) => {
    let left = 1 + Math.floor(chance() * 5);
    const counted = chance() < 0.8 ? ['POST'] : ['POST', 'GET'];
    onRequest = (method) => {
      if (counted.includes(method)) left -= 1;
      if (left === 0) resolve();
    };
  });
  const moment = chance() < 0.7 ? enough.then(() => pause(chance() * 25)) : pause(chance() * 1500);
  await Promise.race([moment, running.finished]);
  running.kill('SIGKILL');
  await running.finished;
}

describe(`an apply of ${PACKAGES * GROUPS} entries that is killed ${KILLS} times (SEED=${SEED})`, () => {
  it('calls nothing twice, and knows what it does not know', { timeout: 300_000 }, async () => {
    const chance = seededChance(SEED);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = unsettled(recorded());
      await applyAndKill(chance);
      expect(unsettled(recorded()) - before).toBeLessThanOrEqual(SLOTS);
    }
    const calledWhileKilling = taken().length;
    process.stdout.write(`${calledWhileKilling} calls were taken over ${KILLS} kills\n`);
    expect(calledWhileKilling).toBeGreaterThan(KILLS);
    expect(calledWhileKilling).toBeLessThan(PACKAGES * GROUPS);

    const last = await estate.dpsync('apply', '--yes', '-o', 'json');
    expect(last.stderr).toBe('');
    expect(last.code).toBe(5);

    const rows = recorded();
    const log = taken();
    expect(new Set(log).size).toBe(log.length);
    expect(rows.map(({ entry }) => entry).sort()).toEqual(
      [...new Set(rows.map(({ entry }) => entry))].sort(),
    );
    expect(rows.length).toBe(PACKAGES * GROUPS);
    const outcomes = new Map(rows.map(({ entry, outcome }) => [entry, outcome]));
    for (const entry of log) expect(['accepted', 'unknown']).toContain(outcomes.get(entry));
    for (const [entry, outcome] of outcomes) if (outcome === 'accepted') expect(log).toContain(entry);
    expect(rows.filter(({ outcome }) => outcome === 'unknown').length).toBeLessThanOrEqual(KILLS * SLOTS);
  });
});
