// For a change ticket: what was called and said, in a form that can be pasted.
import type { History } from '../../model/views/history.ts';
import { type Happening, happeningsOf } from '../text/history/happenings.ts';
import { historySummary } from '../text/history/history.ts';
import { showMoment } from '../text/layout/moment.ts';
import { partOf } from './document.ts';
import { printWithin } from './print-within.ts';
import { type Column, tableOf } from './table.ts';

const COLUMNS: readonly Column<Happening>[] = [
  { head: 'Time', text: ({ at }) => showMoment(at) },
  { head: 'What', text: ({ what }) => what },
  { head: 'Entry', text: ({ target }) => target },
  { head: 'Revision', text: ({ revision }) => revision },
  { head: 'Size', text: ({ size }) => size, align: 'right' },
  { head: 'Note', text: ({ note }) => note },
];

/** What was done and what was said, as markdown of at most `limit` UTF-16 units: one table, newest first. */
export function historyMarkdown(
  history: History,
  { limit, verbose }: { readonly limit: number; readonly verbose: boolean },
): string {
  const document = {
    title: 'History',
    summary: historySummary(history),
    notes: [],
    parts: partOf('What was called and said', [], tableOf(happeningsOf(history, verbose), COLUMNS)),
    foot: [],
    command: 'dpsync history -o json',
  };
  return printWithin(document, limit);
}
