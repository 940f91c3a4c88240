import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Estate, makeEstate } from '../../make/estate.ts';
import { redistribution, redistributions } from '../../make/noun/redistribution.ts';
import { documentOf } from '../../make/published.ts';

/** An estate without a site: nothing here may ask one. */
function makePlace(): Estate & Disposable {
  const estate = makeEstate({ url: 'http://127.0.0.1:1/AdminService' });
  return { ...estate, [Symbol.dispose]: () => estate.remove() };
}

const WRONG = redistribution().replace('revision', 'x').replace('spec:', 'spec:\n  colour: red');

describe('validate', { timeout: 120_000 }, () => {
  it.concurrent('of a folder needs no config, and counts what it saw', async () => {
    using place = makePlace();
    place.commit({
      'a.yaml': redistribution({ site: 'P01', packages: [1, 2], groups: [1, 2] }),
      'deep/b.yml': redistribution({ site: 'P01', packages: [3] }),
      'other.yaml': 'kind: Deployment\n',
      'readme.md': 'not a declaration',
    });
    place.writeConfig('this: is no config');
    const people = await place.start('validate', 'content').finished;
    expect(people).toEqual({
      code: 0,
      stdout: '3 files, 5 entries, 1 foreign document ignored: no problems.\n',
      stderr: '',
    });
    const found = documentOf('validation', await place.start('validate', 'content', '-o', 'json').finished);
    expect(found).toMatchObject({ files: 3, entries: 5, foreign: 1, problems: [], conflicts: [] });
  });

  it.concurrent('names every problem and conflict with its place, and ends with 6', async () => {
    using place = makePlace();
    place.commit({
      'wrong.yaml': WRONG,
      'twice.yaml': redistributions({ site: 'P01' }, { site: 'P01', revision: 'two' }),
    });
    const people = await place.start('validate', 'content').finished;
    expect(people.code).toBe(6);
    expect(people.stdout).toContain('P01/P0100001/Branch Offices 01 is declared 2 times');
    expect(people.stdout).toMatch(/^ {2}wrong\.yaml:5:3 DPS1\d{3} "colour" is not a field of "spec"/m);
    expect(people.stdout).toContain('1 problem');

    const result = await place.start('validate', 'content', '-o', 'json').finished;
    expect(result.code).toBe(6);
    const { problems, conflicts } = documentOf('validation', result);
    expect(problems).toMatchObject([{ file: 'wrong.yaml', line: 5, column: 3 }]);
    expect(conflicts[0]?.declaredAt.map(({ file, line }) => `${file}:${line}`)).toEqual([
      expect.stringMatching(/^twice\.yaml:\d+$/),
      expect.stringMatching(/^twice\.yaml:\d+$/),
    ]);
  });

  it.concurrent('takes a file, and the site of documents that name none', async () => {
    using place = makePlace();
    place.commit({ 'a.yaml': redistribution(), 'b.yaml': WRONG });
    const without = await place.start('validate', 'content/a.yaml').finished;
    expect(without.code).toBe(6);
    expect(without.stdout).toContain('No site is named');
    const withSite = await place.start('validate', 'content/a.yaml', '--site', 'p01').finished;
    expect(withSite).toEqual({ code: 0, stdout: '1 file, 1 entry: no problems.\n', stderr: '' });
  });

  it.concurrent('of the configured sources fetches them, and opens no ledger', async () => {
    using place = makePlace();
    place.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    writeFileSync(place.ledger, 'this is no ledger');
    expect(await place.dpsync('validate')).toEqual({
      code: 0,
      stdout: '1 file, 2 entries: no problems.\n',
      stderr: '',
    });
    place.commit({ 'a.yaml': redistribution({ site: 'P09' }) });
    const result = await place.dpsync('validate', '-o', 'json');
    expect(result.code).toBe(6);
    expect(documentOf('validation', result).problems[0]?.message).toContain('P09');
  });

  it.concurrent('says that a path is not there, with nothing on standard output', async () => {
    using place = makePlace();
    const result = await place.start('validate', join('no', 'such'), '-o', 'json').finished;
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code: 1, stdout: '' });
    expect(result.stderr).toMatch(/such cannot be read/);
  });

  it.concurrent('says that a source cannot be fetched', async () => {
    using place = makePlace();
    const result = await place.dpsync('validate', '-o', 'json');
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code: 1, stdout: '' });
    expect(result.stderr).toContain('main');
  });
});
