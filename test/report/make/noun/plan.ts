import type { Plan, PlannedEntry } from '../../../../src/model/plan.ts';

/** A plan whose summary counts its own entries, and `none` more that it does not show. */
export function plan(entries: readonly PlannedEntry[], about: Partial<Plan> = {}, none = 0): Plan {
  const count = (action: PlannedEntry['action']) => entries.filter((one) => one.action === action).length;
  return {
    comparison: null,
    sources: [{ name: 'content', commit: 'a'.repeat(40), base: 'b'.repeat(40), run: '4be1f0a92c33' }],
    entries,
    problems: [],
    conflicts: [],
    warnings: [],
    skipped: [],
    summary: {
      redistribute: count('redistribute'),
      hold: count('hold'),
      none: count('none') + none,
      forget: count('forget'),
      conflict: about.conflicts?.length ?? 0,
      problems: about.problems?.length ?? 0,
      bytes: null,
    },
    ...about,
  };
}
