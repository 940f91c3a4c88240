import { access, constants } from 'node:fs/promises';
import { Failure } from '../model/failure.ts';
import { SOURCE_ERRORS } from './errors.ts';

/** Throws a Failure where a file that the settings name under `key` cannot be read. */
export async function checkReadable(file: string, key: string): Promise<void> {
  await access(file, constants.R_OK).catch((cause: unknown) => {
    throw new Failure(
      SOURCE_ERRORS.fileUnreadable,
      `${file} (${key}) cannot be read; check the path and its permissions`,
      cause,
    );
  });
}
