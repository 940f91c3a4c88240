// What an answer may still change. At most once would be lost if a late one could free an entry that was sent.
import type { Attempt, Conclusion, Evidence } from '../../model/attempt.ts';

/**
 * A settled attempt as it stands after one more answer. A rejected one takes another rejection, and becomes accepted
 * where the answer says so, unless `taken`: a newer attempt of its entry and digest holds the place. Every other outcome
 * stays, and what was said goes to the evidence.
 */
export function afterLateAnswer(attempt: Attempt, conclusion: Conclusion, taken: boolean): Attempt {
  const { outcome } = conclusion;
  if (attempt.outcome === 'rejected') {
    const changes = outcome === 'rejected' || (outcome === 'accepted' && !taken);
    if (changes) return { ...attempt, ...conclusion };
  } else if (outcome === attempt.outcome) return attempt;
  return { ...attempt, evidence: noted(attempt.evidence, conclusion) };
}

function noted(evidence: Evidence | null, { outcome, error }: Conclusion): Evidence {
  const said = `a later answer said ${outcome}${error ? ` (${error.code}: ${error.message})` : ''}`;
  if (evidence === null) return { by: 'site', text: said };
  return evidence.text.includes(said) ? evidence : { ...evidence, text: `${evidence.text}; ${said}` };
}
