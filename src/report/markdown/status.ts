import type { EntryStatus } from '../../model/views/status.ts';
import { needsAttention } from '../attention.ts';
import { showRemedy } from '../remedy.ts';
import { number } from '../text/layout/count.ts';
import { list } from '../text/layout/list.ts';
import { showMoment } from '../text/layout/moment.ts';
import { showFailed, showHealth } from '../text/status/health.ts';
import { statusSummary } from '../text/status/status.ts';
import { partOf } from './document.ts';
import { entryColumns } from './entry-columns.ts';
import { printWithin } from './print-within.ts';
import { type Table, tableOf } from './table.ts';

/** What the ledger knows of each entry, as markdown of at most `limit` UTF-16 units. Without `all`: what needs attention. */
export function statusMarkdown(
  entries: readonly EntryStatus[],
  { limit, all }: { readonly limit: number; readonly all: boolean },
): string {
  const shown = all ? entries : entries.filter(needsAttention);
  const document = {
    title: 'Status',
    summary: entries.length === 0 ? 'Nothing to show.' : statusSummary(entries),
    notes: [],
    parts: partOf(`Entries (${number(shown.length)})`, [], statusTable(shown)),
    foot: [],
    command: 'dpsync status -o json',
  };
  return printWithin(document, limit);
}

function statusTable(entries: readonly EntryStatus[]): Table {
  const { site, package: id, group } = entryColumns(entries, ({ entry }: EntryStatus) => entry);
  return tableOf(entries, [
    site,
    id,
    group,
    { head: 'Sync', text: ({ sync }) => sync },
    { head: 'Health', text: showHealth },
    { head: 'Revision', text: ({ revision }) => revision ?? '' },
    { head: 'Sent revision', text: ({ appliedRevision }) => appliedRevision ?? '' },
    { head: 'Sent', text: ({ appliedAt }) => (appliedAt === null ? 'never' : showMoment(appliedAt)) },
    { head: 'Message', text: (status) => list([status.message, showFailed(status)], ' · ') },
    { head: 'What helps', text: ({ held }) => (held ? showRemedy(held.remedy) : '') },
  ]);
}
