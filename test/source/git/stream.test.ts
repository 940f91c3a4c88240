import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/model/failure.ts';
import { streamGit } from '../../../src/source/git/stream.ts';
import { collect } from '../../make/collect.ts';
import { makeFakeGit } from '../../make/git/fake-git.ts';
import { makeTempFolder } from '../../make/temp-folder.ts';

const call = (folder: string, path: string) => ({
  ...{ doing: 'git log', folder, arguments: ['log'], limit: 1000, environment: { PATH: path } },
  explain: ({ code, stderr }: { code: number | null; stderr: string }) =>
    new Failure({ code: 'x' }, `${code} ${stderr}`),
});

async function readAll(pieces: AsyncIterable<Buffer>): Promise<string> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString();
}

describe('a git that is read while it runs', () => {
  it('takes its input and gives its output, both larger than any buffer', async () => {
    using folder = makeTempFolder();
    const git = makeFakeGit(folder.path, 'kill $!; exec cat');
    const input = Array.from({ length: 20_000 }, (_, index) => `${index} ${'x'.repeat(100)}\n`);
    expect(await readAll(streamGit({ ...call(folder.path, git.path), input }))).toBe(input.join(''));
  });

  it('is ended, with its child, when the reader leaves', async () => {
    using folder = makeTempFolder();
    const git = makeFakeGit(folder.path, 'exec yes');
    for await (const piece of streamGit(call(folder.path, git.path))) {
      expect(piece.toString()).toMatch(/^y\n/);
      break;
    }
    await git.ended();
  });

  it('is ended, with its child, when it is silent for too long', async () => {
    using folder = makeTempFolder();
    const git = makeFakeGit(folder.path, 'echo one; wait');
    await expect(readAll(streamGit(call(folder.path, git.path)))).rejects.toMatchObject({ code: 'DPS3002' });
    await git.ended();
  });

  it('does not count the time that the reader takes', async () => {
    using folder = makeTempFolder();
    const git = makeFakeGit(folder.path, 'kill $!; echo one');
    const pieces: string[] = [];
    for await (const piece of streamGit(call(folder.path, git.path))) {
      pieces.push(piece.toString());
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
    expect(pieces).toEqual(['one\n']);
  });

  it('says how it failed, after what it gave', async () => {
    using folder = makeTempFolder();
    const git = makeFakeGit(folder.path, 'kill $!; echo one; echo bad >&2; exit 128');
    await expect(readAll(streamGit(call(folder.path, git.path)))).rejects.toThrow('128 bad');
  });

  it.each([
    ['writes without end', { bytes: 1_000_000, time: 60_000 }],
    ['drips without end', { bytes: 1_000_000, time: 300 }],
  ])('is ended at its budget, with its child, where it %s', async (_, budget) => {
    using folder = makeTempFolder();
    const git = makeFakeGit(
      folder.path,
      'while :; do echo "a row"; sleep 0.02; [ "$1" = drip ] || exec yes; done',
    );
    const words = budget.time < 1000 ? ['drip'] : ['write'];
    const stream = streamGit({
      ...{ doing: 'git ls-tree in mirror', folder: folder.path, arguments: words, limit: 20_000, budget },
      environment: { PATH: git.path },
      explain: () => new Failure({ code: 'x' }, 'not this'),
    });
    await expect(collect(stream)).rejects.toMatchObject({ code: 'DPS3006', consequence: 'wait' });
    await git.ended();
  });
});
