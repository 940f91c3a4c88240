import { hash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../src/ledger/migrations/all.ts';
import { digestOf } from '../../../src/model/digest.ts';
import { groupKey } from '../../../src/model/entry.ts';
import { makeEntry, makeIntent } from '../../make/noun/attempt.ts';
import { ledgerFile, openIn, testFolder } from '../open-in.ts';

/** The digest of before: of the revision as it stands. */
function digestOfBefore(group: string, revision: string): string {
  return hash('sha256', JSON.stringify(['dpsync/entry/1', 'P01', 'P0100012', groupKey(group), revision]));
}

const keyOf = (group: string) => makeIntent(`P01/P0100012/${group}`).key;

/** A ledger as the version before left it, and what writes rows of that form into it. */
async function ledgerOfBefore() {
  const folder = testFolder();
  const { '0009-texts': _, ...before } = MIGRATIONS;
  await (await openIn(folder, { migrations: before })).close();
  const database = new DatabaseSync(ledgerFile(folder));
  database.exec(
    `insert into writers (actor, host, pid, command, since) values ('ann', 'admin01', 4711, 'dpsync', 9)`,
  );
  database.exec(`insert into sources (id, name, "commit", read_under, released_at, quarantined)
    values ('git:content', 'content', 'c0ffee', 'reader 1', 950, 0)`);
  database.exec(`insert into files (id, source_id, path, blob, "commit", author, declares)
    values (1, 'git:content', 'a.yaml', 'b10b', 'c0ffee', 'Ann', 1)`);
  const attempt = (group: string, revision: string, outcome: string) =>
    database
      .prepare(`insert into attempts (run, key, site, package, group_name, group_key, digest, revision, "commit", author,
          cause, actor, writer, started_at, deadline, finished_at, outcome, finality, counts)
        values ('run1', ?, 'P01', 'P0100012', ?, ?, ?, ?, 'c0ffee', 'Ann', 'new', 'ann', 1, 1000, 61000, 2000, ?, ?, 1)`)
      .run(
        keyOf(group),
        group,
        groupKey(group),
        digestOfBefore(group, revision),
        revision,
        outcome,
        outcome === 'rejected' ? 'transient' : null,
      );
  const declaration = (group: string, revision: string, reason: string | null, wave = 0) =>
    database
      .prepare(`insert into declarations (file_id, key, site, package, group_name, digest, revision, name, labels, reason,
          wave, suspend, line, "column") values (1, ?, 'P01', 'P0100012', ?, ?, ?, 'office', '[["ring","broad"]]', ?, ?, 0, 8, 7)`)
      .run(keyOf(group), group, digestOfBefore(group, revision), revision, reason, wave);
  const pending = (group: string, revision: string) =>
    database
      .prepare(`insert into pending (key, digest, run, since, trusted) values (?, ?, 'run1', 5, 1)`)
      .run(keyOf(group), digestOfBefore(group, revision));
  return { folder, database, attempt, declaration, pending };
}

const OTHER_FORMS = ['2026-11-20\n', ' 2026-11-20', '\u00a02026-11-20\t'];

describe('what was sent under a revision of another form', () => {
  it.each(
    OTHER_FORMS.flatMap((form) =>
      ['open', 'accepted', 'adopted', 'unknown'].map((how) => [form, how] as const),
    ),
  )('%j, %s, is never sent again under the normal one', async (revision, outcome) => {
    const { folder, attempt, database } = await ledgerOfBefore();
    attempt('Branch', revision, outcome);
    database.close();
    const ledger = await openIn(folder);
    const [found] = await ledger.attempts([keyOf('Branch')]);
    const digest = digestOf(makeEntry('P01/P0100012/Branch'), '2026-11-20');
    expect(found).toMatchObject({ digest, revision: '2026-11-20' });
    const writer = await ledger.acquire('dpsync apply');
    expect(await writer.intend(makeIntent('P01/P0100012/Branch', '2026-11-20'))).toBeUndefined();
  });

  it('is one with what was sent under another form of the same, in whatever order', async () => {
    const { folder, attempt, database } = await ledgerOfBefore();
    for (const revision of ['Bu\u0308ro', ' Büro', 'Büro', 'Büro\n']) attempt('Branch', revision, 'accepted');
    for (const revision of ['1\n', '1', ' 1'])
      attempt('Head', revision, revision === '1' ? 'rejected' : 'unknown');
    database.close();
    const ledger = await openIn(folder);
    const found = await ledger.attempts([keyOf('Branch'), keyOf('Head')]);
    expect(found.map(({ revision }) => revision)).toEqual([...Array(4).fill('Büro'), ...Array(3).fill('1')]);
    const normal = [
      digestOf(makeEntry('P01/P0100012/Branch'), 'Büro'),
      digestOf(makeEntry('P01/P0100012/Head'), '1'),
    ];
    expect(found.filter(({ digest }) => normal.includes(digest)).map(({ outcome }) => outcome)).toEqual([
      'accepted',
      'unknown',
      'rejected',
    ]);
    const writer = await ledger.acquire('dpsync apply');
    expect(await writer.intend(makeIntent('P01/P0100012/Branch', 'Büro'))).toBeUndefined();
    expect(await writer.intend(makeIntent('P01/P0100012/Head', '1'))).toBeUndefined();
  });

  it('stays in its run where it is due', async () => {
    const { folder, declaration, pending, database } = await ledgerOfBefore();
    declaration('Branch', '2026-11-20\n', null);
    pending('Branch', '2026-11-20\n');
    database.close();
    const ledger = await openIn(folder);
    const digest = digestOf(makeEntry('P01/P0100012/Branch'), '2026-11-20');
    expect(await ledger.pending()).toEqual([
      { key: keyOf('Branch'), digest, run: 'run1', since: 5, trusted: true },
    ]);
    expect(await ledger.declarationsOfFiles('git:content', ['a.yaml'])).toMatchObject([
      { digest, revision: '2026-11-20' },
    ]);
  });

  it('leaves every other digest as it was', async () => {
    const { folder, attempt, database } = await ledgerOfBefore();
    for (const revision of ['1', '2026-11-20', 'a  b', 'Büro']) attempt('Branch', revision, 'accepted');
    const before = database.prepare('select digest, revision from attempts order by id').all();
    database.close();
    await (await openIn(folder)).close();
    const after = new DatabaseSync(ledgerFile(folder));
    expect(after.prepare('select digest, revision from attempts order by id').all()).toEqual(before);
    after.close();
  });
});

it('keeps what documents say once, and every declaration with it', async () => {
  const { folder, declaration, database } = await ledgerOfBefore();
  declaration('Branch', '1', 'CHG1');
  declaration('Head', '1', 'CHG1');
  declaration('Lab', '2', null, 3);
  declaration('Campus', '2', null, 3);
  database.close();
  const ledger = await openIn(folder);
  const found = await ledger.declarationsOfFiles('git:content', ['a.yaml']);
  expect(
    found.map(({ entry, reason, wave, labels, revision }) => [entry.group, reason, wave, labels, revision]),
  ).toEqual([
    ['Branch', 'CHG1', 0, [['ring', 'broad']], '1'],
    ['Head', 'CHG1', 0, [['ring', 'broad']], '1'],
    ['Lab', null, 3, [['ring', 'broad']], '2'],
    ['Campus', null, 3, [['ring', 'broad']], '2'],
  ]);
  const after = new DatabaseSync(ledgerFile(folder));
  expect(after.prepare('select count(*) as documents from documents').get()).toEqual({ documents: 2 });
  after.close();
});
