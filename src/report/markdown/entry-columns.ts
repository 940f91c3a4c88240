import type { Entry } from '../../model/entry.ts';
import type { PlannedEntry } from '../../model/plan.ts';
import { showSize } from '../../model/units/size.ts';
import { number } from '../text/layout/count.ts';
import { showWhy } from '../text/plan/why.ts';
import type { Column } from './table.ts';

/** What names an entry. The site stands there only where there are several. */
export function entryColumns<Row>(
  rows: readonly Row[],
  entryOf: (row: Row) => Entry,
): { readonly site: Column<Row>; readonly package: Column<Row>; readonly group: Column<Row> } {
  const several = new Set(rows.map((row) => entryOf(row).site)).size > 1;
  return {
    site: { head: 'Site', text: (row) => (several ? entryOf(row).site : ''), code: true },
    package: { head: 'Package', text: (row) => entryOf(row).package, code: true },
    group: { head: 'Group', text: (row) => entryOf(row).group },
  };
}

/** Why people want it, where that is the same for all: said once, and no column of its own. */
export function reasonNotes(entries: readonly PlannedEntry[]): readonly string[] {
  const reason = sharedReason(entries);
  return reason === null ? [] : [`Reason: ${reason}`];
}

/** What is said of every planned entry, whatever happens to it. */
export function plannedColumns(entries: readonly PlannedEntry[]): readonly Column<PlannedEntry>[] {
  const reasons = sharedReason(entries) === null;
  const { site, package: id, group } = entryColumns(entries, ({ entry }) => entry);
  const unknown = entries.some(({ cost }) => cost !== null) ? 'unknown' : '';
  return [
    site,
    id,
    { head: 'Name', text: ({ packageName }) => packageName ?? '' },
    group,
    { head: 'Change', text: showWhy },
    { head: 'Reason', text: ({ reason }) => (reasons ? (reason ?? '') : '') },
    {
      head: 'Distribution points',
      text: ({ cost }) => (cost === null ? unknown : number(cost.distributionPoints)),
      align: 'right',
    },
    { head: 'Size', text: ({ cost }) => (cost === null ? unknown : showSize(cost.bytes)), align: 'right' },
  ];
}

function sharedReason([first, ...others]: readonly PlannedEntry[]): string | null {
  const reason = first?.reason ?? null;
  return others.every((other) => other.reason === reason) ? reason : null;
}
