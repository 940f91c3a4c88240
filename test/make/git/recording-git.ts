import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findProgram } from '../needs.ts';

/** A git on a PATH of its own that writes down how it is called, then does its work. */
export interface RecordingGit {
  /** The PATH that leads to it. */
  readonly path: string;
  /** The arguments of each call so far. */
  calls(): readonly (readonly string[])[];
  /** The environments of all calls so far, one variable a line. */
  environments(): string;
  /** The arguments of every process that these calls started, as git's own trace has them. */
  trace(): string;
}

/** Puts a recording git into `folder`. */
export function makeRecordingGit(folder: string): RecordingGit {
  const bin = join(folder, 'recording');
  const log = (name: string) => join(bin, name);
  mkdirSync(bin);
  const script = `#!/bin/sh
{ for word; do printf '%s\\037' "$word"; done; printf '\\n'; } >> '${log('calls')}'
env >> '${log('environments')}'
GIT_TRACE='${log('trace')}' exec '${findProgram('git')}' "$@"
`;
  writeFileSync(join(bin, 'git'), script);
  chmodSync(join(bin, 'git'), 0o755);
  const read = (name: string) => (existsSync(log(name)) ? readFileSync(log(name), 'utf8') : '');
  return {
    path: `${bin}${delimiter}${process.env.PATH ?? ''}`,
    calls: () =>
      read('calls')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.split('\x1f').slice(0, -1)),
    environments: () => read('environments'),
    trace: () => read('trace'),
  };
}
