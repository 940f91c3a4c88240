import type { PlannedEntry } from '../../model/plan.ts';
import { number } from '../text/layout/count.ts';
import { showWhy } from '../text/plan/why.ts';
import { type Part, partOf } from './document.ts';
import { entryColumns } from './entry-columns.ts';
import { tableOf } from './table.ts';

/** Entries for which nothing is sent, and why not. `all`: those too that need no word. */
export function idleParts(entries: readonly PlannedEntry[], all: boolean): readonly Part[] {
  const gone = entries.filter(({ action }) => action === 'forget');
  const idle = entries.filter(({ action }) => action === 'none');
  const of = (cause: PlannedEntry['cause']) => idle.filter((planned) => planned.cause === cause);
  return [
    ...part('No longer declared', 'Nothing is sent, and nothing is taken away from the site.', gone),
    ...part(
      'Sent before',
      'Not sent again. To send once more, use a revision that was not used before.',
      of('sentBefore'),
    ),
    ...part('Sent under another name of the group', 'Not sent again.', of('renamed')),
    ...(all ? part('Unchanged', 'Nothing is sent.', of('unchanged')) : []),
  ];
}

function part(title: string, note: string, entries: readonly PlannedEntry[]): readonly Part[] {
  const { site, package: id, group } = entryColumns(entries, ({ entry }: PlannedEntry) => entry);
  const name = { head: 'Name', text: ({ packageName }: PlannedEntry) => packageName ?? '' };
  const table = tableOf(entries, [site, id, name, group, { head: 'Revision', text: showWhy }]);
  return partOf(`${title} (${number(entries.length)})`, [note], table);
}
