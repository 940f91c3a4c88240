// A thousand entries held for one reason are one thing to read and one thing to do.

import { HELD_BY, type HeldBy, type Hold } from '../../model/hold.ts';
import type { PlannedEntry } from '../../model/plan.ts';
import { showDuration } from '../../model/units/duration.ts';
import { showRemedy } from '../remedy.ts';
import { number } from './layout/count.ts';
import { type Block, line, type Section, title } from './layout/layout.ts';
import { list } from './layout/list.ts';
import { showMoment } from './layout/moment.ts';
import type { Text } from './layout/text.ts';
import { holdTone } from './layout/tones.ts';
import { plannedTable } from './plan/planned.ts';
import { runLines } from './run/runs.ts';

type HeldEntry = PlannedEntry & { readonly held: Hold };

const MOST_REMEDIES = 3;

/** What is held: a section for each reason, with what helps said once. */
export function heldSections(entries: readonly PlannedEntry[], text: Text): readonly Section[] {
  const held = entries.filter((planned): planned is HeldEntry => planned.held !== null);
  return byReason(held).map(({ by, group }) => heldSection(by, group, text));
}

/** Why entries are held and what helps, without the entries. */
export function remedySection(entries: readonly { readonly held: Hold | null }[]): Section {
  const held = entries.filter((one): one is { readonly held: Hold } => one.held !== null);
  return byReason(held).flatMap(({ by, group }) => [heading(by, group), ...remedyLines(group)]);
}

function byReason<Held extends { readonly held: Hold }>(held: readonly Held[]) {
  const groups = Map.groupBy(held, (one) => one.held.by);
  return HELD_BY.flatMap((by) => {
    const group = groups.get(by);
    return group ? [{ by, group }] : [];
  });
}

/** What is the same for all of the group is said above it, the rest beside each entry. */
function heldSection(by: HeldBy, group: readonly HeldEntry[], text: Text): Section {
  const says = [({ message }: Hold) => message, (hold: Hold) => showSpan(hold, text.now)];
  const isShared = (say: (hold: Hold) => string) => new Set(group.map(({ held }) => say(held))).size === 1;
  const shared = group.slice(0, 1).map(({ held }) => joined(says.filter(isShared), held));
  const own = says.filter((say) => !isShared(say));
  return [
    heading(by, group),
    ...shared.filter((said) => said !== '').map((said) => line(said, undefined, 2)),
    ...(by === 'budget' ? runLines(group, ' would send') : []),
    ...remedyLines(group),
    plannedTable(group, {
      mark: '!',
      tone: holdTone(by),
      verbose: text.verbose === true,
      note: ({ held }) => (held ? joined(own, held) : ''),
    }),
  ];
}

function joined(says: readonly ((hold: Hold) => string)[], hold: Hold): string {
  const said = says.map((say) => say(hold));
  return list(said, ' · ');
}

function heading(by: HeldBy, group: readonly unknown[]): Block {
  return title(`Held by ${by} (${number(group.length)})`);
}

/** Since when, and until when: `for 2d 3h, until 2026-12-01 22:00:00Z`. */
function showSpan({ since, until }: Hold, now: number): string {
  const past = since === null || since > now ? '' : `for ${showDuration(now - since)}`;
  return list([past, until === null ? '' : `until ${showMoment(until)}`]);
}

/** What helps, each remedy once; where every entry has its own, the first ones stand for the rest. */
function remedyLines(group: readonly { readonly held: Hold }[]): readonly Block[] {
  const remedies = [...new Set(group.map(({ held }) => showRemedy(held.remedy)))];
  const missing = remedies.length - MOST_REMEDIES;
  const shown = remedies.slice(0, MOST_REMEDIES).map((remedy) => line(`→ ${remedy}`, 'busy', 2));
  return missing > 0 ? [...shown, line(`→ likewise for ${number(missing)} more`, 'busy', 2)] : shown;
}
