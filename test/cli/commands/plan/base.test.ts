import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeEstate } from '../../../make/estate.ts';
import type { Files, TempRepo } from '../../../make/git/temp-repo.ts';
import { makeTopic } from '../../../make/noun/comparison.ts';
import { redistribution } from '../../../make/noun/redistribution.ts';
import { runHere } from '../../../make/process/run-here.ts';
import type { Finished } from '../../../make/process/running.ts';
import { documentOf } from '../../../make/published.ts';
import { makeStage, type Stage } from '../../../make/stage.ts';

/** Runs dpsync in a checkout, in an environment that would lead to a config if one were looked for. */
function planIn(repo: TempRepo, ...words: readonly string[]): Promise<Finished> {
  const environment = {
    ...process.env,
    DPSYNC_CONFIG: join(repo.work, 'dpsync.yaml'),
    DPSYNC_HOME: join(repo.folder, 'none'),
  };
  return runHere(['plan', ...words], { folder: repo.work, environment });
}

const one = (revision = '1', site: string | undefined = 'P01') =>
  redistribution({ revision, ...(site && { site }) });

function makeChange(after: Files = { 'a.yaml': one('2') }): TempRepo {
  const repo = makeTopic({ 'a.yaml': one() });
  repo.commit(after);
  return repo;
}

describe('plan --base', { timeout: 120_000 }, () => {
  it.concurrent('needs no config, ledger or site, and shows what a merge would call', async () => {
    using repo = makeChange();
    const { code, stdout, stderr } = await planIn(repo, '--base', 'main');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^work: what a merge would change, [0-9a-f]{10}\.\.[0-9a-f]{10}\n/);
    expect(stdout).toContain('A merge would redistribute (1)');
    expect(stdout).toMatch(/revision 1 → 2 {2}a\.yaml:5\n/);
    expect(stdout).toMatch(/\nA merge would make this call\.\n$/);
    const plan = documentOf('plan', await planIn(repo, '--base', 'main', '--head', 'topic', '-o', 'json'));
    expect(plan.comparison).toEqual({ worktree: false, basis: 'base', facts: null });
    expect(plan.sources).toMatchObject([{ name: 'work', run: null }]);
  });

  it.concurrent('ends with 2 by wish where it is not empty, 0 where it is, and 6 with a problem', async () => {
    using repo = makeChange();
    const codeOf = async (...words: string[]) => (await planIn(repo, '--detailed-exitcode', ...words)).code;
    expect(await codeOf('--base', 'main')).toBe(2);
    expect(await codeOf('--base', 'topic')).toBe(0);
    writeFileSync(join(repo.work, 'b.yaml'), `${one()}  colour: red\n`);
    expect(await codeOf('--base', 'main')).toBe(2);
    expect(await codeOf('--base', 'main', '--worktree')).toBe(6);
  });

  it.concurrent('asks for the site of documents that name none', async () => {
    using repo = makeChange({ 'a.yaml': redistribution({ revision: '2' }) });
    const without = await planIn(repo, '--base', 'main');
    expect(without.code).toBe(6);
    expect(without.stdout).toContain('No site is named');
    expect((await planIn(repo, '--base', 'main', '--site', 'p01')).code).toBe(0);
  });

  it.concurrent('reads no config that a merge brings, follows no link, and runs nothing', async () => {
    const config = 'this: [is no config, ${env:PATH}\n';
    using repo = makeChange({ 'a.yaml': one('2'), 'dpsync.yaml': config, '.dpsync.yaml': config });
    symlinkSync('/etc/passwd', join(repo.work, 'link.yaml'));
    repo.commit({ 'huge.yaml': `# ${'x'.repeat(1024 * 1024)}` });
    const { code, stdout, stderr } = await planIn(repo, '--base', 'main');
    expect({ code, stderr }).toEqual({ code: 6, stderr: '' });
    expect(stdout).toMatch(/link\.yaml.* a symbolic link; links are not followed/);
    expect(stdout).toMatch(/huge\.yaml:1:1 DPS1\d{3} .*1 MiB/);
    expect(stdout).not.toContain('dpsync.yaml:');
    expect(stdout).toContain('1 to redistribute');
    symlinkSync(join(repo.folder, 'outside.yaml'), join(repo.work, 'leads-out.yaml'));
    for (const file of ['dpsync.yaml', 'leads-out.yaml']) {
      const named = await runHere(['--config', file, 'plan', '--base', 'main'], {
        folder: repo.work,
        environment: process.env,
      });
      expect({ code: named.code, stdout: named.stdout }).toEqual({ code: 1, stdout: '' });
      expect(named.stderr).toMatch(/\.yaml stands in the checkout that is compared.*\(DPS5003\)\n$/);
    }
  });

  it.concurrent('says what a name would do to a terminal, and does not do it', async () => {
    using repo = makeChange({
      'a\x1b[2J.yaml': redistribution({ site: 'P01', groups: ['EU \u202Egnp'], revision: '\u001b[31m' }),
    });
    const { stdout } = await planIn(repo, '--base', 'main');
    expect(stdout).toContain('a\\u{1b}[2J.yaml');
    expect(stdout).toContain('EU \\u{202e}gnp');
    expect(stdout).not.toMatch(/[\x1b\u202e]/);
  });

  it.concurrent.each([
    [['--head', 'topic'], /'--head' says something only with --base/],
    [['--facts', 'facts.json'], /'--facts' says something only with --base/],
    [['--base', 'main', '--no-fetch'], /cannot be used with option/],
    [['--base', 'main', '--only', 'P01/*/*'], /cannot be used with option/],
    [['--base', 'main', '--head', 'topic', '--worktree'], /cannot be used with option/],
    [['--base', 'nowhere'], /there is no commit "nowhere" in this checkout; .*\(DPS3092\)/],
    [
      ['--base', 'main', '--facts', 'none.json'],
      /the facts .*none\.json cannot be read .*dpsync export.*\(DPS5018\)/,
    ],
    [['--base', 'main', '--facts', '../no.json'], /no\.json: it is no JSON: .*\(DPS5019\)/s],
    [['--base', 'main', '--facts', 'a.yaml'], /a\.yaml are part of the checkout .*\(DPS5022\)/],
    [['--base', 'main', '--facts', '../utf16.json'], /utf16\.json is UTF-16 .*\(DPS5019\)/s],
    [['--base', 'main', '--facts', '.'], /it is not a regular file.*\(DPS5018\)/],
  ] as const)('refuses %j', async (words, said) => {
    using repo = makeChange();
    writeFileSync(join(repo.folder, 'no.json'), 'no');
    writeFileSync(join(repo.folder, 'utf16.json'), Buffer.from('\ufeff{}', 'utf16le'));
    const { code, stdout, stderr } = await planIn(repo, ...words);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(said);
  });
});

/** A stage whose content was sent at revision 1, once, and of which a branch wants revision 2 and one package more. */
async function makeSent(): Promise<Stage> {
  const stage = await makeStage({ config: 'guards: {firstRun: apply, maxCallsPerRun: 1}' });
  stage.commit({ 'a.yaml': one('1', undefined), 'b.yaml': redistribution({ packages: [2] }) });
  await stage.dpsync('apply', '--yes', '--approve-budget');
  stage.git('checkout', '--quiet', '-b', 'topic');
  stage.commit({
    'a.yaml': redistribution({ packages: [{ id: 1, revision: '2' }, 3] }),
    'b.yaml': null,
    'c.yaml': redistribution({ packages: [2] }),
  });
  return stage;
}

const inContent = (stage: Stage, ...words: readonly string[]) =>
  runHere(words, {
    folder: stage.content,
    environment: { ...process.env, DPSYNC_HOME: join(stage.folder, 'state') },
  });

describe('plan --base with more than the base', { timeout: 120_000 }, () => {
  it.concurrent("by the config knows the ledger, the sites and what holds, under the source's name", async () => {
    await using stage = await makeSent();
    const result = await inContent(
      stage,
      '--config',
      stage.configFile,
      'plan',
      '--base',
      'main',
      '-o',
      'json',
    );
    const plan = documentOf('plan', result);
    expect(result.code).toBe(0);
    expect(plan.comparison).toEqual({ worktree: false, basis: 'ledger', facts: null });
    expect(plan.sources).toMatchObject([{ name: 'content', run: null }]);
    expect(plan.entries).toMatchObject([
      {
        package: 'P0100001',
        action: 'hold',
        cause: 'changed',
        held: { by: 'budget', message: expect.stringMatching(/^run RUN has 2 calls/) },
      },
      { package: 'P0100003', action: 'hold', cause: 'new', cost: { distributionPoints: expect.any(Number) } },
    ]);
    expect(stage.calls()).toHaveLength(2);
    const { stdout } = await inContent(stage, '-c', stage.configFile, 'plan', '--base', 'main', '--all');
    expect(stdout).toMatch(/^content: what a merge would change, /);
    expect(stdout).toMatch(/Unchanged \(1\)/);
  });

  it.concurrent('says so where no site can be asked', async () => {
    await using stage = await makeSent();
    stage.site.script(() => ({ kind: 'answer', taken: false, status: 403, body: '{}' }));
    const { code, stdout, stderr } = await inContent(stage, '-c', stage.configFile, 'plan', '--base', 'main');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /no site that had to be asked could be reached; --facts FILE plans without them\n {2}/,
    );
  });

  it.concurrent('by exported facts knows the same, without ledger and site', async () => {
    await using stage = await makeSent();
    const facts = join(stage.folder, 'facts.json');
    const exported = await stage.dpsync('export', '--write', facts);
    expect(exported).toMatchObject({
      code: 0,
      stdout: `The facts are written to ${facts}: 1 site, 2 attempts.\n`,
      stderr: '',
    });
    stage.site.script(() => ({ kind: 'answer', taken: false, status: 403, body: '{}' }));
    const result = await inContent(stage, 'plan', '--base', 'main', '--facts', facts, '-o', 'json');
    const plan = documentOf('plan', result);
    expect(plan.comparison).toMatchObject({ basis: 'facts', facts: { ageSeconds: expect.any(Number) } });
    expect(plan.entries).toMatchObject([
      {
        package: 'P0100001',
        packageName: expect.any(String),
        cause: 'changed',
        cost: { distributionPoints: expect.any(Number) },
      },
      { package: 'P0100003', cause: 'new', cost: null },
    ]);
    expect(plan.warnings).toMatchObject([{ code: 'DPS2208', entry: 'P01/P0100003/Branch Offices 01' }]);
    const { stdout } = await inContent(stage, 'plan', '--base', 'main', '--facts', facts);
    expect(stdout).toMatch(
      /\nFacts of 2\d{3}-\d\d-\d\d \d\d:\d\d:\d\dZ, .*: what was sent since is not known\.\n/,
    );
    // The config's guards, by facts.
    const guarded = await inContent(
      stage,
      '-c',
      stage.configFile,
      'plan',
      '--base',
      'main',
      '--facts',
      facts,
      '-o',
      'json',
    );
    expect(documentOf('plan', guarded).entries).toMatchObject([
      { held: { by: 'budget' } },
      { held: { by: 'budget' } },
    ]);
  });

  it.concurrent('takes the source that the checkout is of, where the config has several', async () => {
    const estate = makeEstate({ url: 'http://127.0.0.1:1/AdminService' });
    try {
      estate.commit({ 'sites/a.yaml': one('1', undefined) });
      const other = `{name: other, url: ${join(estate.folder, 'other.git')}, branch: main}`;
      estate.writeConfig(`apiVersion: dpsync/v1
kind: Config
ledger: sqlite:dpsync.db
sources:
  - {name: content, url: https://git.example/content.git, branch: main, path: sites}
  - ${other}
sites:
  - {code: P01, provider: {type: adminservice, url: "http://127.0.0.1:1/AdminService", auth: {type: none}}}
`);
      const plan = () =>
        runHere(['-c', estate.configFile, 'plan', '--base', 'HEAD'], {
          folder: estate.content,
          environment: { ...process.env, DPSYNC_HOME: join(estate.folder, 'state') },
        });
      const without = await plan();
      expect(without.code).toBe(1);
      expect(without.stderr).toMatch(/has the url of a remote of this checkout.*\(DPS5020\)/);
      estate.git('remote', 'add', 'origin', 'https://token@git.example/content');
      expect((await plan()).stdout).toMatch(/^content: /);
    } finally {
      estate.remove();
    }
  });
});
