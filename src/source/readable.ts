import { access, constants } from 'node:fs/promises';
import { Failure } from '../model/failure.ts';

/** Throws a Failure where a file that the settings name under `key` cannot be read. */
export async function checkReadable(file: string, key: string): Promise<void> {
  await access(file, constants.R_OK).catch((cause: unknown) => {
    throw new Failure(
      'DPS3020',
      `${file} (${key}) cannot be read; check the path and its permissions`,
      'wait',
      cause,
    );
  });
}
