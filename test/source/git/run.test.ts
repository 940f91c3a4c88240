import { describe, expect, it } from 'vitest';
import { notStarted } from '../../../src/source/git/missing.ts';
import { runGit } from '../../../src/source/git/run.ts';
import { makeFakeGit } from '../../make/git/fake-git.ts';
import { makeTempFolder } from '../../make/temp-folder.ts';

const call = (folder: string, path: string, limit = 20_000) => ({
  ...{ doing: 'git fetch of main from host', folder, arguments: ['fetch'], limit },
  environment: { PATH: path },
});

describe('a git process', () => {
  it('gives its exit code and all that it said', async () => {
    using folder = makeTempFolder();
    const git = makeFakeGit(folder.path, 'kill $!; echo "$1 out"; echo err >&2; exit 3');
    expect(await runGit(call(folder.path, git.path))).toEqual({
      code: 3,
      stdout: 'fetch out\n',
      stderr: 'err\n',
    });
  });

  it.each([
    ['waits', 'wait'],
    ['does not want to end', "trap '' TERM INT; while :; do wait; done"],
  ])('that %s is ended at its limit, with its child', async (_, body) => {
    using folder = makeTempFolder();
    const git = makeFakeGit(folder.path, body);
    await expect(runGit(call(folder.path, git.path, 1000))).rejects.toMatchObject({
      code: 'DPS3002',
      consequence: 'retry',
      message:
        'git was stopped after 1s of git fetch of main from host; check the connection and the remote, or raise the limit',
    });
    await git.ended();
  });

  it('is ended by a signal, with its child', async () => {
    using folder = makeTempFolder();
    const git = makeFakeGit(folder.path, 'wait');
    const controller = new AbortController();
    const running = runGit({ ...call(folder.path, git.path), signal: controller.signal });
    await git.started();
    controller.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    await git.ended();
    await expect(runGit({ ...call(folder.path, git.path), signal: controller.signal })).rejects.toThrow(
      'enough',
    );
  });

  it('that does not stop talking is ended', async () => {
    using folder = makeTempFolder();
    const git = makeFakeGit(folder.path, 'exec yes');
    await expect(runGit(call(folder.path, git.path))).rejects.toMatchObject({ code: 'DPS3003' });
    await git.ended();
  });

  it('keeps only the end of a long complaint', async () => {
    using folder = makeTempFolder();
    const git = makeFakeGit(
      folder.path,
      'kill $!; yes | head -c 3000000 >&2; echo fatal: the end >&2; exit 1',
    );
    const { stderr } = await runGit(call(folder.path, git.path));
    expect(stderr.length).toBeLessThan(20_000);
    expect(stderr).toMatch(/fatal: the end\n$/);
  });

  it.each([
    ['the machine has no room for it', { folder: '.', code: 'E2BIG' }, 'DPS3005'],
    ['there is none', { folder: '.', code: 'ENOENT' }, 'DPS3001'],
    ['it may not be started', { folder: '.', code: 'EMFILE' }, 'DPS3005'],
  ])('is a Failure where %s', (_, { code }, page) => {
    expect(notStarted(Object.assign(new Error('spawn git'), { code }))).toMatchObject({ code: page });
  });

  it('that cannot be handed its arguments is a Failure of this call alone', async () => {
    using folder = makeTempFolder();
    const git = makeFakeGit(folder.path, 'exit 0');
    const huge = { ...call(folder.path, git.path), arguments: ['x'.repeat(3_000_000)] };
    await expect(runGit(huge)).rejects.toMatchObject({ code: 'DPS3005', consequence: 'retry' });
  });
});
