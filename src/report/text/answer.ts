import type { Attempt } from '../../model/attempt.ts';
import { list } from './layout/list.ts';

/** What the site or anyone else said of a call: its error and the evidence for its outcome. */
export function showAnswer({ error, evidence }: Attempt): string {
  return list(
    [error ? `${error.code}: ${error.message}` : '', evidence ? `${evidence.by}: ${evidence.text}` : ''],
    ' · ',
  );
}
