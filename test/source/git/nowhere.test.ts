import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCheckout } from '../../../src/source/checkout/checkout.ts';
import { NOWHERE } from '../../../src/source/git/nowhere.ts';
import { makeRepository } from '../../../src/source/mirror/new-repository.ts';
import { makeGitSource } from '../../make/git/git-source.ts';
import { makeRecordingGit } from '../../make/git/recording-git.ts';
import { makeTempRepo } from '../../make/git/temp-repo.ts';

const HOOKS = ['reference-transaction', 'post-index-change', 'pre-commit', 'post-commit', 'pre-auto-gc'];

/** Everything through which git could run a program, in one folder: hooks, templates, and configuration that includes. */
function plant(folder: string) {
  const proof = join(folder, 'ran');
  const at = (...names: readonly string[]) => join(folder, 'planted', ...names);
  const write = (file: string, text: string) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, 0o755);
  };
  const hook = `#!/bin/sh\necho "$0" >> '${proof}'\n`;
  for (const name of HOOKS) {
    write(at('hooks', name), hook);
    write(at('template', 'hooks', name), hook);
  }
  write(at('included'), `[core]\n\thooksPath = ${at('hooks')}\n\tfsmonitor = ${at('hooks', 'pre-commit')}\n`);
  const config = `[include]\n\tpath = ${at('included')}\n[init]\n\ttemplateDir = ${at('template')}\n`;
  for (const name of [at('.gitconfig'), at('git', 'config')]) write(name, config);
  const environment = {
    ...{ PATH: process.env.PATH, HOME: at(), XDG_CONFIG_HOME: at(), GIT_TEMPLATE_DIR: at('template') },
    ...{ GIT_CONFIG_GLOBAL: at('.gitconfig'), GIT_CONFIG_SYSTEM: at('.gitconfig') },
  };
  const ran = () => (existsSync(proof) ? readFileSync(proof, 'utf8') : '');
  return { environment, ran, config, hook };
}

describe('what git runs or believes besides the repository', () => {
  it('comes from an absolute path at which nothing can be made', () => {
    expect(isAbsolute(NOWHERE)).toBe(true);
    expect(() => mkdirSync(NOWHERE, { recursive: true })).toThrow(/ENOTDIR|EEXIST|ENOENT/);
  });

  it('is nothing that was planted, for a mirror', async () => {
    using repo = makeTempRepo();
    const { environment, ran } = plant(repo.folder);
    const source = makeGitSource({ ...repo, environment });
    repo.commit({ 'a.yaml': '1' });
    const head = await source.fetch();
    await source.changes(head, null);
    expect(ran()).toBe('');
    const [place = ''] = readdirSync(join(repo.folder, 'mirrors'));
    expect(readdirSync(join(repo.folder, 'mirrors', place, '1.git'))).not.toContain('hooks');
  });

  it('is nothing that was planted, for a checkout', async () => {
    using repo = makeTempRepo();
    const { environment, ran, hook } = plant(repo.folder);
    repo.commit({ 'a.yaml': '1' });
    const { hooksPath, ...config } = { hooksPath: join(repo.work, '.git', 'hooks'), fsmonitor: hook };
    mkdirSync(hooksPath, { recursive: true });
    for (const name of HOOKS) writeFileSync(join(hooksPath, name), config.fsmonitor, { mode: 0o755 });
    writeFileSync(join(repo.work, 'a.yaml'), '2');
    const options = { folder: repo.work, base: 'HEAD', head: 'HEAD', path: undefined, gitTimeout: 30_000 };
    const checkout = await openCheckout({ ...options, worktree: true, environment });
    expect((await checkout.difference()).after).toHaveLength(1);
    expect(ran()).toBe('');
  });

  it('is nothing that was planted, for a repository that is made', async () => {
    using repo = makeTempRepo();
    const { environment, ran } = plant(repo.folder);
    const made = join(repo.folder, 'made');
    mkdirSync(made);
    writeFileSync(join(made, 'a.yaml'), '1');
    await (await makeRepository(made, environment)).commitAll('first');
    expect(ran()).toBe('');
  });

  it('is never a path that means another thing on another system', async () => {
    using repo = makeTempRepo();
    const git = makeRecordingGit(repo.folder);
    repo.commit({ 'a.yaml': '1' });
    await makeGitSource({ ...repo, environment: { PATH: git.path } }).fetch();
    expect(git.environments()).not.toContain('/dev/null');
  });
});
