import type { History } from '../../../model/views/history.ts';
import { count } from '../layout/count.ts';
import { print, title } from '../layout/layout.ts';
import { showMoment } from '../layout/moment.ts';
import { type Column, table } from '../layout/table.ts';
import type { Text } from '../layout/text.ts';
import { type Happening, happeningsOf } from './happenings.ts';

const COLUMNS: readonly Column<Happening>[] = [
  { head: 'TIME', text: ({ at }) => showMoment(at), tone: () => 'faint' },
  { head: 'WHAT', text: ({ what }) => what, tone: ({ tone }) => tone },
  { head: 'ENTRY', text: ({ target }) => target },
  { head: 'REVISION', text: ({ revision }) => revision },
  { head: 'SIZE', text: ({ size }) => size, align: 'right' },
  { head: 'NOTE', text: ({ note }) => note, below: true, tone: () => 'faint' },
];

/** What was done and what was said, for people: one list, newest first. */
export function historyText(history: History, text: Text): string {
  const newestFirst = happeningsOf(history, text.verbose === true);
  if (newestFirst.length === 0) return print([[title('Nothing was called or said.')]], text);
  return print([[table(newestFirst, COLUMNS)], text.quiet ? [] : [title(historySummary(history))]], text);
}

/** The record in one line: `12 attempts, 3 operator commands.` */
export function historySummary({ attempts, commands }: History): string {
  return `${count(attempts.length, 'attempt')}, ${count(commands.length, 'operator command')}.`;
}
