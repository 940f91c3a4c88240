import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, vi } from 'vitest';

/** A `git` that is a shell script, with a child, both of which write down their process ids. */
export interface FakeGit {
  readonly path: string;
  /** Waits until both live. */
  started(): Promise<void>;
  /** Waits until neither does. */
  ended(): Promise<void>;
}

/** Puts a git into `folder` that has a child and then does what `body` says, in sh. */
export function makeFakeGit(folder: string, body: string): FakeGit {
  const files = ['parent.pid', 'child.pid'].map((name) => join(folder, name));
  const [parent, child] = files;
  const script = `#!/bin/sh
sh -c 'echo $$ > "${child}"; exec sleep 600' > /dev/null &
echo $$ > "${parent}"
${body}
`;
  writeFileSync(join(folder, 'git'), script, { mode: 0o755 });
  const pids = () => files.map((file) => Number(existsSync(file) ? readFileSync(file, 'utf8') : 0));
  const wait = { timeout: 20_000, interval: 20 };
  return {
    path: `${folder}${delimiter}${process.env.PATH ?? ''}`,
    started: () => vi.waitFor(() => expect(pids().every((pid) => pid > 0 && lives(pid))).toBe(true), wait),
    ended: () => vi.waitFor(() => expect(pids().some((pid) => pid > 0 && lives(pid))).toBe(false), wait),
  };
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
