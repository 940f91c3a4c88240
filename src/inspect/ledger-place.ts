import { accessSync, constants, statfsSync, statSync } from 'node:fs';
import { showSize } from '../model/units/size.ts';
import type { Finding } from '../model/views/finding.ts';
import { failure, ok, showError, warning } from './check.ts';

/** Where a ledger lies: absolute paths. */
interface Place {
  readonly file: string;
  readonly folder: string;
}

/** A ledger grows by less than this in a year of daily use; SQLite needs some of it beside the file as it writes. */
const ROOM = 200 * 1024 ** 2;

/** Whether the ledger's file and folder can be written, how large it is, and what room is left. */
export function checkPlace(subject: string, place: Place): readonly Finding[] {
  const writable = writableFinding(subject, place);
  return writable.kind === 'ok' ? [writable, sizeFinding(subject, measure(place))] : [writable];
}

function writableFinding(subject: string, { file, folder }: Place): Finding {
  try {
    // Beside the file SQLite writes its log, and dpsync its lock.
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    if (statSync(file, { throwIfNoEntry: false })) accessSync(file, constants.R_OK | constants.W_OK);
    return ok(subject, 'can be written');
  } catch (error) {
    return failure(subject, {
      title: 'cannot be written',
      detail: showError(error),
      remedy: `Let this user read and write ${file} and its folder, or name another place in the config's ledger.`,
    });
  }
}

/** Bytes of a ledger and of what is free on its disk. `size` null: it is not there yet. */
interface Measure {
  readonly size: number | null;
  readonly free: number;
}

function measure({ file, folder }: Place): Measure {
  const { bavail, bsize } = statfsSync(folder);
  return { size: statSync(file, { throwIfNoEntry: false })?.size ?? null, free: bavail * bsize };
}

/** What is to be said of a ledger's size: a full disk stops every call. */
export function sizeFinding(subject: string, { size, free }: Measure): Finding {
  const title = size === null ? 'is not there yet; the first apply makes it' : `has ${showSize(size)}`;
  const detail = `${showSize(free)} free on its disk`;
  if (free >= ROOM) return ok(subject, title, detail);
  const remedy = `Make room: less than ${showSize(ROOM)} is free, and on a full disk nothing is called.`;
  return warning(subject, { title: 'has little room left', detail: `${title}; ${detail}`, remedy });
}
