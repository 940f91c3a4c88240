import { showEntry } from '../../../model/entry.ts';
import type { PlannedEntry } from '../../../model/plan.ts';
import { showCommit } from '../commit.ts';
import type { Tone } from '../layout/colour.ts';
import type { Block } from '../layout/layout.ts';
import { list } from '../layout/list.ts';
import { type Column, table } from '../layout/table.ts';
import { showCost, UNKNOWN_SIZE } from './cost.ts';
import { showWhy } from './why.ts';

/** How the rows of one group are drawn. */
interface PlannedRows {
  /** What is done with them: one character. */
  readonly mark: string;
  readonly tone: Tone;
  readonly verbose: boolean;
  /** What there is to say of one entry that is not true of the whole group. */
  readonly note?: (planned: PlannedEntry) => string;
}

/** Planned entries, one a row: the entry, why, its cost, and where it was declared. */
export function plannedTable(entries: readonly PlannedEntry[], rows: PlannedRows): Block {
  const several = new Set(entries.map(({ source }) => source)).size > 1;
  const unknown = entries.some(({ cost }) => cost !== null) ? UNKNOWN_SIZE : '';
  const columns: readonly Column<PlannedEntry>[] = [
    { text: () => rows.mark, tone: () => rows.tone },
    { text: ({ entry }) => showEntry(entry) },
    { text: ({ packageName }) => packageName ?? '', below: true, tone: () => 'faint' },
    { text: showWhy, tone: () => rows.tone },
    { text: ({ cost }) => (cost === null ? unknown : showCost(cost)), align: 'right' },
    { text: ({ source }) => (several ? source : ''), tone: () => 'faint' },
    { text: showDeclared, below: true, tone: () => 'faint' },
    { text: (planned) => rows.note?.(planned) ?? '', below: true },
    { text: (planned) => (rows.verbose ? showDetails(planned) : ''), below: true, tone: () => 'faint' },
  ];
  return table(entries, columns, 2);
}

function showDeclared({ declaredAt: [first, ...others] }: PlannedEntry): string {
  if (!first) return '';
  return `${first.file}:${first.line}${others.length > 0 ? ` and ${others.length} more` : ''}`;
}

function showDetails({ reason, declaredAt: [origin], run }: PlannedEntry): string {
  const author = origin ? `${origin.author} in ${showCommit(origin.commit)}` : '';
  return list([reason ?? '', author, run === null ? '' : `run ${run}`], ' · ');
}
