import { splitRecords } from '../git/records.ts';
import { type GitStream, streamGit } from '../git/stream.ts';
import { mirrorFailure } from './broken.ts';
import type { Mirror } from './folder.ts';

/** What a git that reads the mirror writes, piece by piece. Throws a Failure where it cannot read it. */
export function streamMirror(
  { folder, environment, limit, explain = explainMirror(folder) }: Mirror,
  verb: readonly string[],
  more: Pick<GitStream, 'input' | 'alsoFine'> = {},
): AsyncGenerator<Buffer, void, undefined> {
  return streamGit({
    doing: `git ${verb[0]} in ${folder}`,
    folder,
    arguments: verb,
    environment,
    limit,
    ...more,
    explain: ({ stderr, code }) => explain(stderr, code),
  });
}

function explainMirror(folder: string): NonNullable<Mirror['explain']> {
  return (stderr, code) => mirrorFailure(folder, stderr, code);
}

/** The records of a verb that was given `-z`; under `path`, where there is one. */
export function streamRecords(
  mirror: Mirror,
  verb: readonly string[],
  path: string | undefined,
): AsyncGenerator<readonly Buffer[], void, undefined> {
  return splitRecords(streamMirror(mirror, path === undefined ? verb : [...verb, path]));
}
