import { HELD_BY, type HeldBy, type Hold } from '../../model/hold.ts';
import type { PlannedEntry } from '../../model/plan.ts';
import { showRemedy } from '../remedy.ts';
import { number } from '../text/layout/count.ts';
import { showMoment } from '../text/layout/moment.ts';
import { isHeldBack } from './coming.ts';
import { type Part, partOf } from './document.ts';
import { plannedColumns, reasonNotes } from './entry-columns.ts';
import { type Column, tableOf } from './table.ts';

/** What keeps an entry from being called, for people who do not know the names that scripts rely on. */
const REASONS: Readonly<Record<HeldBy, string>> = {
  inFlight: 'being sent right now',
  unknownOutcome: 'nobody knows whether the site has an earlier call',
  failed: 'refused by the site before',
  backoff: 'refused for now, and tried again later',
  conflict: 'declared more than once',
  problem: 'in a file with a problem',
  firstRun: 'nothing of this source was released yet',
  suspended: 'suspended',
  unverified: 'the commit is not signed as it has to be',
  policy: 'against a rule of the operator',
  validity: 'outside of the dates that were declared',
  window: 'outside of the hours for changes',
  stale: 'due for too long',
  budget: 'more than may be sent at once without approval',
  wave: 'waits for an earlier wave',
  site: 'the site could not be asked',
  preflight: 'the site shows that it would not work',
};

/** One thing that a hold says, and the word above it. */
const SAYS: readonly { readonly head: string; readonly say: (hold: Hold) => string }[] = [
  { head: 'Why', say: ({ message }) => message },
  { head: 'What helps', say: ({ remedy }) => showRemedy(remedy) },
  { head: 'Until', say: ({ until }) => (until === null ? '' : showMoment(until)) },
];

/** What is held back, a table for each reason; what is true of all of a table is said above it. */
export function heldParts(entries: readonly PlannedEntry[]): readonly Part[] {
  const groups = Map.groupBy(entries.filter(isHeldBack), ({ held }) => held?.by);
  return HELD_BY.flatMap((by) => heldPart(by, groups.get(by) ?? []));
}

function heldPart(by: HeldBy, members: readonly PlannedEntry[]): readonly Part[] {
  const shared = SAYS.flatMap(({ head, say }) => {
    const said = sharedBy(members, say);
    return said === undefined || said === '' ? [] : [`${head}: ${said}`];
  });
  const own = SAYS.filter(({ say }) => sharedBy(members, say) === undefined);
  const columns = own.map(
    ({ head, say }): Column<PlannedEntry> => ({ head, text: ({ held }) => (held ? say(held) : '') }),
  );
  const table = tableOf(members, [...plannedColumns(members), ...columns]);
  return partOf(
    `Held (${number(members.length)}): ${REASONS[by]}`,
    [...reasonNotes(members), ...shared],
    table,
  );
}

/** What all of them say; undefined where they differ. */
function sharedBy(members: readonly PlannedEntry[], say: (hold: Hold) => string): string | undefined {
  const said = new Set(members.flatMap(({ held }) => (held ? [say(held)] : [])));
  const [first] = said;
  return said.size === 1 ? first : undefined;
}
