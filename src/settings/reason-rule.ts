import type { ReasonRule } from '../model/config/reason-rule.ts';
import type { SourceSettings } from '../source/settings.ts';
import { boundedPattern } from './bounded-pattern.ts';

/** The rule for reasons in a source; null where its config asks for none. */
export function openReasonRule({ reason }: Pick<SourceSettings, 'reason'>): ReasonRule | null {
  if (!reason) return null;
  const { required, pattern } = reason;
  if (pattern === undefined) return { required, pattern: null, fits: () => true };
  return { required, pattern, fits: boundedPattern(pattern) };
}
