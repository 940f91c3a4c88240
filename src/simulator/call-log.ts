// Whoever looks for calls made twice compares this file with the ledger, so a line is written before its answer leaves.
import { appendFileSync } from 'node:fs';
import type { Distribution } from './world.ts';

/** Appends one line of JSON for a call that was taken. */
export function logCall(file: string, { at, group, package: content }: Distribution): void {
  const line = { at: new Date(at).toISOString(), group: group.name, groupId: group.id, package: content.id };
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}
