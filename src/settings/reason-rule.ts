import type { ReasonRule } from '../model/config/reason-rule.ts';
import type { SourceSettings } from '../source/settings.ts';

/** The rule for reasons in a source; null where its config asks for none. */
export async function openReasonRule({ reason }: Pick<SourceSettings, 'reason'>): Promise<ReasonRule | null> {
  if (!reason) return null;
  const { required, pattern } = reason;
  if (pattern === undefined) return { required, pattern: null, fits: () => true };
  // Loaded where there is a pattern: the engine is large.
  const { linearPattern } = await import('./linear-pattern.ts');
  return { required, pattern, fits: linearPattern(pattern) };
}
