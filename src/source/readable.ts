// What git, ssh and gpg say of a file that they cannot use is a riddle: it is looked at before they are.
import { readFile, stat } from 'node:fs/promises';
import { Failure } from '../model/failure.ts';
import { type FileUse, findFileMistake } from '../model/files/file-mistake.ts';
import { SOURCE_ERRORS } from './errors.ts';

/** A file that the settings name under `key`. */
interface NamedFile {
  readonly file: string;
  readonly key: string;
  readonly use: FileUse;
}

/** A keyring of many people is large. */
const LARGEST = 16 * 1024 * 1024;

/** Throws a Failure where a file cannot be read, or is not what it is to be. */
export async function checkFile({ file, key, use }: NamedFile): Promise<void> {
  const called = `${file} (${key})`;
  const what = await stat(file).catch(() => undefined);
  if (what?.isFile() === false)
    throw new Failure(SOURCE_ERRORS.fileMistaken, `${called} is no regular file; name one`);
  if (what && what.size > LARGEST)
    throw new Failure(
      SOURCE_ERRORS.fileMistaken,
      `${called} is larger than 16 MiB; name the file that is meant`,
    );
  const bytes = await readFile(file).catch((cause: unknown) => {
    const message = `${called} cannot be read; check the path and its permissions`;
    throw new Failure(SOURCE_ERRORS.fileUnreadable, message, cause);
  });
  const mistake = findFileMistake(use, bytes, file);
  if (mistake !== undefined) throw new Failure(SOURCE_ERRORS.fileMistaken, `${called} ${mistake}`);
}
