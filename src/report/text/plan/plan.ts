import type { Approval } from '../../../model/approval.ts';
import type { Plan, PlannedEntry } from '../../../model/plan.ts';
import { showApproval } from '../approval.ts';
import { showCommit } from '../commit.ts';
import { heldSections } from '../held.ts';
import type { Tone } from '../layout/colour.ts';
import { number } from '../layout/count.ts';
import { line, print, type Section, title } from '../layout/layout.ts';
import { list } from '../layout/list.ts';
import type { Text } from '../layout/text.ts';
import { conflictSection, problemSection, skippedSection } from '../mistakes.ts';
import { runLines } from '../run/runs.ts';
import { warningSection } from '../warnings.ts';
import { comparisonSection } from './comparison.ts';
import { showTotal } from './cost.ts';
import { planNext } from './next.ts';
import { plannedTable } from './planned.ts';
import { planSummary } from './summary.ts';

/** A plan for people: what would be called now and why, what is held, forgotten and wrong, and what to do next. */
export function planText(plan: Plan, text: Text): string {
  const next = text.quiet ? [] : planNext(plan);
  return print([...planSections(plan, text), next.map((advice) => line(advice))], text);
}

/** A plan for people who are about to be asked whether to carry it out, and what that approves: without what to do next. */
export function planPreview(plan: Plan, text: Text, approvals: readonly Approval[] = []): string {
  const approved = approvals.map((approval) =>
    line(`Approves of run ${approval.run}: ${showApproval(approval)}.`),
  );
  return print([...planSections(plan, text), approved], text);
}

function planSections(plan: Plan, text: Text): readonly Section[] {
  const details = text.quiet
    ? []
    : [
        plan.comparison ? comparisonSection(plan, plan.comparison) : sourceSection(plan),
        ...callSections(plan, text),
        ...heldSections(plan.entries, text),
        ...restSections(plan, text),
      ];
  return [
    ...details,
    conflictSection(plan.conflicts),
    problemSection('Problems', plan.problems, 'bad'),
    [title(planSummary(plan))],
  ];
}

function sourceSection({ sources }: Plan): Section {
  return sources.map(({ name, commit, base, run }) => {
    const since = base === null ? 'first pass' : `last pass at ${showCommit(base)}`;
    return line(`${name} at ${showCommit(commit)}, ${since}${run === null ? '' : `, run ${run}`}`, 'faint');
  });
}

/** What would be called now, a section for each wave, and what each run sends where there are several. */
function callSections({ entries, comparison }: Plan, text: Text): readonly Section[] {
  const calls = entries.filter(({ action }) => action === 'redistribute');
  const waves = [...Map.groupBy(calls, ({ wave }) => wave)].sort(([one], [other]) => one - other);
  const heading = comparison ? 'A merge would redistribute' : 'To redistribute now';
  const sections = waves.map(([wave, members]) => {
    const name = waves.length === 1 && wave === 0 ? '' : `, wave ${wave}`;
    const total = waves.length === 1 ? '' : showTotal(members);
    return groupSection({ name: `${heading}${name}`, mark: '+', tone: 'good', members, total }, text);
  });
  const runs = runLines(calls);
  return runs.length > 1 ? [...sections, [title(`Runs (${number(runs.length)})`), ...runs]] : sections;
}

/** What needs no call, and what is worth a look. */
function restSections({ entries, skipped, warnings }: Plan, text: Text): readonly Section[] {
  const forgotten = entries.filter(({ action }) => action === 'forget');
  const idle = entries.filter(({ action }) => action === 'none');
  const sentBefore = idle.filter(({ cause }) => cause === 'sentBefore');
  const unchanged = text.all ? idle.filter(({ cause }) => cause !== 'sentBefore') : [];
  const advice = 'Not sent again. To send once more, use a revision not used before.';
  return [
    groupSection(
      { name: 'No longer declared, to forget', mark: '-', tone: 'faint', members: forgotten },
      text,
    ),
    groupSection({ name: 'Sent before', mark: '=', tone: 'faint', members: sentBefore, advice }, text),
    groupSection({ name: 'Unchanged', mark: '=', tone: 'faint', members: unchanged }, text),
    skippedSection(skipped),
    warningSection(warnings),
  ];
}

interface Group {
  readonly name: string;
  readonly mark: string;
  readonly tone: Tone;
  readonly members: readonly PlannedEntry[];
  readonly advice?: string;
  readonly total?: string;
}

function groupSection({ name, mark, tone, members, advice, total }: Group, text: Text): Section {
  if (members.length === 0) return [];
  return [
    title(`${name} (${list([number(members.length), total ?? ''])})`),
    ...(advice === undefined ? [] : [line(advice, undefined, 2)]),
    plannedTable(members, { mark, tone, verbose: text.verbose === true }),
  ];
}
