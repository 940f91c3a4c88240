import { showEntry } from '../../../model/entry.ts';
import type { EntryStatus } from '../../../model/views/status.ts';
import { needsAttention } from '../../attention.ts';
import { remedySection } from '../held.ts';
import { count, number } from '../layout/count.ts';
import { line, print, type Section, title } from '../layout/layout.ts';
import { list } from '../layout/list.ts';
import { showAge } from '../layout/moment.ts';
import { type Column, table } from '../layout/table.ts';
import type { Text } from '../layout/text.ts';
import { HEALTH_TONES, SYNC_TONES } from '../layout/tones.ts';
import { pointSection, showFailed, showHealth } from './health.ts';

/** What the ledger knows of each entry, for people. Without `all`: what needs attention. */
export function statusText(entries: readonly EntryStatus[], text: Text): string {
  const shown = text.all ? entries : entries.filter(needsAttention);
  const rows = table(shown, columns(text.now));
  if (text.quiet) return print([[rows]], text);
  return print([[rows], remedySection(shown), summarySection(entries, shown.length, text.all)], text);
}

/** One entry for people: its row, what helps where it is held, and each of its distribution points. */
export function entryStatusText(status: EntryStatus, text: Text): string {
  const row = table([status], columns(text.now));
  return print([[row], remedySection([status]), pointSection(status, text.now)], text);
}

function columns(now: number): readonly Column<EntryStatus>[] {
  return [
    { head: 'ENTRY', text: ({ entry }) => showEntry(entry) },
    { head: 'SYNC', text: ({ sync }) => sync, tone: ({ sync }) => SYNC_TONES[sync] },
    { head: 'HEALTH', text: showHealth, tone: ({ health }) => HEALTH_TONES[health] },
    { head: 'REVISION', text: ({ revision }) => revision ?? '-' },
    { head: 'APPLIED', text: (status) => showApplied(status, now) },
    { head: 'MESSAGE', text: showMessage, below: true },
  ];
}

function showApplied({ revision, appliedRevision, appliedAt }: EntryStatus, now: number): string {
  if (appliedAt === null) return 'never';
  const age = showAge(appliedAt, now);
  return appliedRevision === null || appliedRevision === revision ? age : `${appliedRevision}, ${age}`;
}

function showMessage(status: EntryStatus): string {
  return list([status.message, showFailed(status)], ' · ');
}

function summarySection(entries: readonly EntryStatus[], shown: number, all: boolean): Section {
  if (entries.length === 0) {
    return all
      ? [title('No entries.'), line('`dpsync plan` shows what the sources declare.')]
      : [title('Nothing needs attention.'), line('--all shows every entry.')];
  }
  const hidden = entries.length - shown;
  return [
    title(statusSummary(entries)),
    ...(hidden > 0 ? [line(`${number(hidden)} not shown; --all shows all.`)] : []),
  ];
}

/** How things stand in one line: `3 entries. Sync: 2 Synced, 1 Held. Health: 3 Unknown.` */
export function statusSummary(entries: readonly EntryStatus[]): string {
  const syncs = counted(entries.map(({ sync }) => sync));
  const healths = counted(entries.map(({ health }) => health));
  return `${count(entries.length, 'entry', 'entries')}. Sync: ${syncs}. Health: ${healths}.`;
}

/** How many of each word, the most frequent first. */
function counted(words: readonly string[]): string {
  const groups = [...Map.groupBy(words, (word) => word)].sort(
    ([, one], [, other]) => other.length - one.length,
  );
  return list(groups.map(([word, members]) => `${number(members.length)} ${word}`));
}
