import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { first } from '../../../src/ledger/migrations/0001-first.ts';
import { digestOf } from '../../../src/model/digest.ts';
import type { PackageId, SiteCode } from '../../../src/model/entry.ts';
import { makeEntry, makeIntent } from '../../make/noun/attempt.ts';
import { makeCommand } from '../../make/noun/command.ts';
import { makeConclusion } from '../../make/noun/conclusion.ts';
import { makeHealthRecord } from '../../make/noun/health-record.ts';
import { failureOf, ledgerFile, openIn, testFolder } from '../open-in.ts';

const P01 = 'P01' as SiteCode;
const GROUP = '{6617708D-0F98-4898-8D05-9E882C23DCB2}';
const BRANCH = makeIntent('P01/P0100012/Branch').key;
const HEAD = makeIntent('P01/P0100012/Head Office').key;

const attemptOf = (group: string, revision: string, outcome: string): string => {
  const digest = digestOf(makeEntry(`P01/P0100012/${group}`), revision);
  return `insert into attempts (run, key, site, package, group_name, group_key, digest, revision, group_id, "commit",
      author, reason, cause, actor, writer, started_at, deadline, finished_at, outcome, finality, counts)
    values ('run000000001', 'P01/P0100012/${group.toLowerCase()}', 'P01', 'P0100012', '${group}', '${group.toLowerCase()}',
      '${digest}', '${revision}', '${GROUP}', 'c0ffee', 'Ann', null, 'new', 'ann@admin01', 1, 1000, 61000,
      ${outcome === 'open' ? null : 2000}, '${outcome}', ${outcome === 'rejected' ? "'forGood'" : null}, 1)`;
};

const declarationOf = (group: string, revision: string, wave: number): string => {
  const digest = digestOf(makeEntry(`P01/P0100012/${group}`), revision);
  return `insert into declarations (file_id, key, site, package, group_name, digest, revision, name, labels, wave,
      suspend, line, "column")
    values (1, 'P01/P0100012/${group.toLowerCase()}', 'P01', 'P0100012', '${group}', '${digest}', '${revision}', 'office',
      '[]', ${wave}, 0, 1, 1)`;
};

/** A folder with a ledger as the first version left it: killed over its second call, in the middle of a run. */
async function folderOfFirstVersion(): Promise<string> {
  const folder = testFolder();
  await (await openIn(folder, { migrations: { '0001-first': first } })).close();
  const database = new DatabaseSync(ledgerFile(folder));
  for (const row of [
    `insert into writers (actor, host, pid, command, since) values ('ann@admin01', 'admin01', 4711, 'dpsync run', 900)`,
    `insert into words (at, actor, word, target) values (950, 'ann@admin01', 'firstRun', 'content')`,
    `insert into sources (id, name, "commit", read_under, released_at, quarantined)
       values ('git:content', 'content', 'c0ffee', 'reader 1', 950, 0)`,
    `insert into files (source_id, path, blob, "commit", author, declares)
       values ('git:content', 'a.yaml', 'b10b', 'c0ffee', 'Ann', 1)`,
    declarationOf('Branch', '2', 3),
    declarationOf('Head Office', '1', -1),
    `insert into runs (id, source, "commit", recorded_at) values ('run000000001', 'content', 'c0ffee', 960)`,
    attemptOf('Branch', '1', 'rejected'),
    attemptOf('Branch', '2', 'accepted'),
    attemptOf('Head Office', '1', 'open'),
  ])
    database.exec(row);
  database.close();
  return folder;
}

describe('a ledger of the first version', () => {
  it('keeps every row, in the waves in which its digests are declared', async () => {
    const ledger = await openIn(await folderOfFirstVersion());
    const added = { bytes: null, points: null, snapshot: null };
    expect(await ledger.attempts([BRANCH, HEAD])).toMatchObject([
      { id: 1, key: BRANCH, revision: '1', outcome: 'rejected', finality: 'permanent', wave: 0, ...added },
      { id: 2, key: BRANCH, revision: '2', outcome: 'accepted', finishedAt: 2000, wave: 3, ...added },
      { id: 3, key: HEAD, outcome: 'open', finishedAt: null, wave: -1, ...added },
    ]);
    expect(await ledger.sources()).toMatchObject([{ id: 'git:content', releasedAt: 950 }]);
    expect(await ledger.declaredKeys(['git:content'])).toEqual([BRANCH, HEAD]);
    expect(await ledger.runs(['run000000001'])).toMatchObject([{ commit: 'c0ffee', recordedAt: 960 }]);
    expect((await ledger.history({})).commands).toMatchObject([{ command: 'firstRun', target: 'content' }]);
    expect((await ledger.state()).writer).toMatchObject({ number: 1, pid: 4711, alive: false });
  });

  it('sends nothing again, and goes on with its numbers', async () => {
    const ledger = await openIn(await folderOfFirstVersion());
    const writer = await ledger.acquire('dpsync apply');
    expect(await ledger.unsettled()).toMatchObject([{ id: 3, outcome: 'unknown' }]);
    expect(await writer.intend(makeIntent('P01/P0100012/Branch', '2'))).toBeUndefined();
    expect(await writer.intend(makeIntent('P01/P0100012/Head Office', '1'))).toBeUndefined();
    const next = await writer.intend(makeIntent('P01/P0100012/Branch', '3'));
    expect(next?.id).toBeGreaterThan(3);
  });

  it('does all that is new with what it had', async () => {
    const ledger = await openIn(await folderOfFirstVersion());
    await ledger.acquire('dpsync run');
    expect(await ledger.settle([makeConclusion(3)])).toMatchObject([{ id: 3, outcome: 'accepted' }]);
    await ledger.retry([makeIntent('P01/P0100012/Branch', '1')], [makeCommand({ command: 'retry' })]);
    await ledger.recordHealth([makeHealthRecord(2, { done: true })]);
    expect(await ledger.undelivered(0)).toMatchObject([{ attempt: { id: 3 }, health: null }]);
    const pair = { groupId: GROUP, package: 'P0100012' as PackageId };
    const found = [
      await ledger.attemptsOfGroups(P01, [pair]),
      await ledger.attemptsOfPackages(P01, [pair.package], 1000),
      await ledger.attemptsOfRuns(['run000000001']),
    ];
    for (const attempts of found) expect(attempts.map(({ id }) => id)).toEqual([2, 3]);
    expect(await ledger.attempts([BRANCH])).toMatchObject([{ counts: false, finality: 'transient' }, {}]);
  });

  it('is read only once it is brought up to date, and then no more by the first version', async () => {
    const folder = await folderOfFirstVersion();
    expect((await failureOf(openIn(folder, { mode: 'read' }))).message).toContain('is not up to date');
    await (await openIn(folder)).close();
    expect(await (await openIn(folder, { mode: 'read' })).unsettled()).toHaveLength(1);
    const { message } = await failureOf(openIn(folder, { migrations: { '0001-first': first } }));
    expect(message).toContain('was made by a newer dpsync');
  });
});
