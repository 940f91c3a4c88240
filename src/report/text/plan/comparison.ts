import type { Comparison, Plan } from '../../../model/plan.ts';
import { showDuration } from '../../../model/units/duration.ts';
import { showCommit } from '../commit.ts';
import { line, type Section } from '../layout/layout.ts';
import { showMoment } from '../layout/moment.ts';

/** Which two sides are compared, and what is taken for sent: whoever reads the rest must know how much is known. */
export function comparisonSection({ sources }: Plan, comparison: Comparison): Section {
  const compared = sources.map(({ name, commit, base }) => {
    const head = comparison.worktree ? 'the work tree' : showCommit(commit);
    return line(`${name}: what a merge would change, ${showCommit(base ?? '')}..${head}`, 'faint');
  });
  const known = basisOf(comparison);
  return known === '' ? compared : [...compared, line(known, 'faint')];
}

function basisOf({ basis, facts }: Comparison): string {
  if (facts) {
    const age = facts.age < 1000 ? 'just exported' : `${showDuration(facts.age)} old`;
    return `Facts of ${showMoment(facts.exportedAt)}, ${age}: what was sent since is not known.`;
  }
  if (basis === 'ledger') return '';
  return 'What the base declares is taken for sent: without a ledger or facts nothing is known of what was, nor of the sites.';
}
