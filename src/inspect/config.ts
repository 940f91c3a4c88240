import type { Finding } from '../model/views/finding.ts';
import { ok, warning } from './check.ts';

/** The config that was read, and what it was warned of. */
export interface ConfigPart {
  readonly file: string;
  readonly warnings: readonly string[];
}

/** What is to be said of the config, which was read without a mistake. */
export function checkConfig({ file, warnings }: ConfigPart): readonly Finding[] {
  if (warnings.length === 0) return [ok('config', 'is valid', file)];
  return warnings.map((title) =>
    warning('config', { title, remedy: 'Take the key out, or use a version of dpsync that knows it.' }),
  );
}
