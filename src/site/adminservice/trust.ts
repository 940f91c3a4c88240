import { readFileSync, statSync } from 'node:fs';
import type { SecureContext } from 'node:tls';
import { Failure, messageOf } from '../../model/failure.ts';
import { findFileMistake } from '../../model/files/file-mistake.ts';
import { siteFailure } from '../site-error.ts';

const LARGEST_FILE = 1024 * 1024;

/** Trust in the authorities that this machine trusts by default, and in those of a file. Throws a Failure (`stop`) where it is of no use. */
export function trustAlso(file: string): SecureContext {
  try {
    if (statSync(file).size > LARGEST_FILE) throw new Error('it is larger than 1 MiB');
    const bytes = readFileSync(file);
    const mistake = findFileMistake('authorities', bytes, file);
    // In the place of the file, where nothing of the command is cut off.
    if (mistake !== undefined) {
      throw siteFailure('badCaFile', { where: `${file} ${mistake}`, detail: '', consequence: 'stop' });
    }
    // Loaded where a file is given: without one, a plan that asks no site is told sooner.
    const { createSecureContext, getCACertificates } = process.getBuiltinModule('node:tls');
    return createSecureContext({ ca: [...getCACertificates('default'), bytes.toString()] });
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw siteFailure('badCaFile', { where: file, detail: messageOf(cause), consequence: 'stop', cause });
  }
}
