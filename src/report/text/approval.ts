import type { Approval } from '../../model/approval.ts';
import type { PlannedEntry } from '../../model/plan.ts';
import { showSize } from '../../model/units/size.ts';
import type { ApprovedSum } from '../../model/views/history.ts';
import { count } from './layout/count.ts';
import { print, title } from './layout/layout.ts';
import { list } from './layout/list.ts';
import type { Text } from './layout/text.ts';
import { plannedTable } from './plan/planned.ts';

/** What an approval comes to: `30 entries, 240 deliveries, 38.0 GB`. */
export function showApproval({ calls, deliveries, bytes }: Approval): string {
  return showApproved({ entries: calls.length, deliveries, bytes });
}

/** The same of one that is on record. */
export function showApproved({ entries, deliveries, bytes }: ApprovedSum): string {
  const known = deliveries !== null && bytes !== null;
  return list([
    count(entries, 'entry', 'entries'),
    known ? `${count(deliveries, 'delivery', 'deliveries')}, ${showSize(bytes)}` : 'size unknown',
  ]);
}

/** What is to be approved, for whoever is asked: every entry, and what they come to. */
export function approvalText(approval: Approval, entries: readonly PlannedEntry[], text: Text): string {
  const table = plannedTable(entries, { mark: '+', tone: 'good', verbose: text.verbose === true });
  return print([[title(`To approve in run ${approval.run} (${showApproval(approval)})`), table]], text);
}
