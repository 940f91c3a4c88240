import { describe, expect, it } from 'vitest';
import { GroupCommit } from '../../src/ledger/group-commit.ts';

/** A group commit that writes down what it was given together. */
function recording(commit: (jobs: readonly string[]) => readonly (string | Error)[] = (jobs) => jobs) {
  const commits: string[][] = [];
  const group = new GroupCommit<string, string>(async (jobs) => {
    commits.push([...jobs]);
    return commit(jobs);
  });
  return { commits, group };
}

describe('a group commit', () => {
  it('commits what falls into one turn together, in its order', async () => {
    const { commits, group } = recording();
    expect(await Promise.all([group.add('a'), group.add('b'), group.add('c')])).toEqual(['a', 'b', 'c']);
    expect(await group.add('d')).toBe('d');
    expect(commits).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('refuses one job alone', async () => {
    const { group } = recording((jobs) => jobs.map((job) => (job === 'b' ? new Error('not b') : job)));
    const settled = await Promise.allSettled([group.add('a'), group.add('b'), group.add('c')]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('refuses all where the commit fails, and goes on with the next', async () => {
    let broken = true;
    const { group } = recording((jobs) => {
      if (broken) throw new Error('disk full');
      return jobs;
    });
    const settled = await Promise.allSettled([group.add('a'), group.add('b')]);
    expect(settled).toMatchObject([
      { reason: { message: 'disk full' } },
      { reason: { message: 'disk full' } },
    ]);
    broken = false;
    expect(await group.add('c')).toBe('c');
  });

  it('never has two commits under way', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const events: string[] = [];
    const group = new GroupCommit<string, string>(async (jobs) => {
      events.push(`begin ${jobs.join()}`);
      if (jobs.includes('a')) await gate;
      events.push(`end ${jobs.join()}`);
      return jobs;
    });
    const first = group.add('a');
    await new Promise((turn) => setImmediate(turn));
    const second = group.add('b');
    await new Promise((turn) => setImmediate(turn));
    await new Promise((turn) => setImmediate(turn));
    expect(events).toEqual(['begin a']);
    open();
    await Promise.all([first, second, group.drain()]);
    expect(events).toEqual(['begin a', 'end a', 'begin b', 'end b']);
  });
});
