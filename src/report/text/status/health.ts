import type { EntryStatus, PointHealth } from '../../../model/views/status.ts';
import { countPoints, worstFirst } from '../../points.ts';
import { number } from '../layout/count.ts';
import { type Section, title } from '../layout/layout.ts';
import { list } from '../layout/list.ts';
import { showAge } from '../layout/moment.ts';
import { type Column, table } from '../layout/table.ts';
import { POINT_TONES } from '../layout/tones.ts';

const MOST_NAMES = 3;

/** The health, and how many distribution points failed or have the content: `Degraded 2/40 failed`. */
export function showHealth({ health, distribution }: EntryStatus): string {
  if (distribution === null) return health;
  const all = countPoints(distribution);
  const { failed, success } = distribution;
  return failed > 0 ? `${health} ${failed}/${all} failed` : `${health} ${success}/${all}`;
}

/** The distribution points that failed, by name: `failed: DP01, DP07, DP12 and 4 more`; nothing where none did. */
export function showFailed({ distribution }: EntryStatus): string {
  const points = distribution ? worstFirst(distribution) : [];
  const names = points.filter(({ state }) => state === 'failed').map(({ name }) => name);
  if (names.length === 0) return '';
  const more = names.length - MOST_NAMES;
  return `failed: ${list(names.slice(0, MOST_NAMES))}${more > 0 ? ` and ${number(more)} more` : ''}`;
}

/** Each distribution point of an entry, failed ones first; nothing where the site was not asked. */
export function pointSection({ distribution }: EntryStatus, now: number): Section {
  if (distribution === null) return [];
  const points = worstFirst(distribution);
  return [title(`Distribution points (${number(points.length)})`), table(points, columns(now), 2)];
}

function columns(now: number): readonly Column<PointHealth>[] {
  return [
    { head: 'NAME', text: ({ name }) => name },
    { head: 'STATE', text: ({ state }) => state, tone: ({ state }) => POINT_TONES[state] },
    { head: 'SAID', text: ({ at }) => (at === null ? '' : showAge(at, now)), tone: () => 'faint' },
    { head: 'MESSAGE', text: showMessage, below: true },
  ];
}

function showMessage({ messageId, message }: PointHealth): string {
  return list([messageId === null ? '' : String(messageId), message ?? ''], ' ');
}
