import type { Finding } from '../model/views/finding.ts';
import { failure, ok } from './check.ts';

const LEAST = 24;

/** Whether `version` (as `process.version`: `v24.21.0`) is new enough. */
export function checkNode(version: string): readonly Finding[] {
  const major = Number(/^v(\d+)\./.exec(version)?.[1]);
  if (major >= LEAST) return [ok('node', `version ${version.slice(1)}`)];
  const title = `version ${version.replace(/^v/, '')} is too old`;
  return [failure('node', { title, remedy: `Install Node.js ${LEAST} or newer.` })];
}
