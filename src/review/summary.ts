import { appendFileSync } from 'node:fs';
import { messageOf } from '../model/failure.ts';
import { hostFailure } from './failure.ts';

/** Adds a text to the job's summary. Throws a Failure where that cannot be. */
export function writeSummary(file: string, markdown: string): void {
  try {
    appendFileSync(file, markdown);
  } catch (cause) {
    throw hostFailure('summaryUnwritable', { where: file, detail: messageOf(cause), cause });
  }
}
