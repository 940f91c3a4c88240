import type { Plan, PlannedSource } from '../../model/plan.ts';
import { showCommit } from '../text/commit.ts';
import { count } from '../text/layout/count.ts';

const MOST_SOURCES = 3;

/** What was planned, and by whom. */
export function planFoot({ sources, comparison }: Plan): readonly string[] {
  const more = sources.length - MOST_SOURCES;
  return [
    ...sources.slice(0, MOST_SOURCES).map((source) => showSource(source, comparison?.worktree === true)),
    ...(more > 0 ? [`And ${count(more, 'more source')}.`] : []),
  ];
}

function showSource({ name, commit, base, run }: PlannedSource, worktree: boolean): string {
  const head = worktree ? 'the work tree' : showCommit(commit);
  const since = base === null ? 'for the first time' : `compared with ${showCommit(base)}`;
  return `Planned by dpsync: ${name} at ${head}, ${since}${run === null ? '' : `, run ${run}`}.`;
}
