import fc from 'fast-check';
import { digestOf } from '../../../src/model/digest.ts';
import type { Entry, EntryKey } from '../../../src/model/entry.ts';
import { HELD_BY, type Hold } from '../../../src/model/hold.ts';
import type { Place } from '../../../src/model/origin.ts';
import type { Conflict, Plan, PlannedEntry } from '../../../src/model/plan.ts';
import type { Remedy } from '../../../src/model/remedy.ts';
import { NOW } from './moment.ts';
import { plan } from './noun/plan.ts';

/** What stands for the texts of others in a plan that is not filled yet. */
const BLANKS = ['blank 0', 'blank 1', 'blank 2', 'blank 3', 'blank 4', 'blank 5', 'blank 6', 'blank 7'];

/** How many texts fill a plan. */
export const TEXTS = BLANKS.length;

/** The plan with texts in its blanks: whatever git, a site or a file could have put there. */
export function filled(shape: Plan, texts: readonly string[]): Plan {
  return JSON.parse(JSON.stringify(shape), (_, value) => {
    const at = BLANKS.indexOf(value);
    return at === -1 ? value : (texts[at] ?? '');
  });
}

/** Plans of every shape, with blanks wherever a plan holds a text of others. */
export function planShape(): fc.Arbitrary<Plan> {
  const about = fc.record({
    problems: fc.array(fc.record({ ...place, code: blank, message: blank }), { maxLength: 3 }),
    conflicts: fc.array(conflict, { maxLength: 3 }),
    warnings: fc.array(fc.record({ code: blank, message: blank, entry: fc.option(blank) }), { maxLength: 6 }),
    skipped: fc.array(fc.record({ source: blank, file: blank, reason: blank }), { maxLength: 2 }),
    sources: fc.array(source, { minLength: 1, maxLength: 5 }),
    comparison: fc.constantFrom(null, { worktree: false, basis: 'base' as const, facts: null }),
  });
  return fc.tuple(fc.array(planned, { maxLength: 14 }), about).map(([entries, more]) => plan(entries, more));
}

const blank = fc.constantFrom(...BLANKS);
const place = { source: blank, file: blank, line: fc.nat(99), column: fc.constant(1) };
const entry = fc.record({ site: blank, package: blank, group: blank }).map((names) => names as Entry);
const source = fc.record({
  name: blank,
  commit: fc.constant('a'.repeat(40)),
  base: fc.option(fc.constant('b'.repeat(40))),
  run: fc.option(blank),
});

const conflict: fc.Arbitrary<Conflict> = fc
  .tuple(entry, fc.array(fc.record<Place>(place), { minLength: 1, maxLength: 3 }))
  .map(([known, declaredAt]) => ({ key: '' as EntryKey, entry: known, declaredAt }));

/** Those that show a text of others as it stands; what a shell could act on is never in a command. */
const remedy: fc.Arbitrary<Remedy> = fc.oneof(
  fc.record({ kind: fc.constant('correctFile'), file: blank, what: fc.constant('problem') }),
  fc.record({ kind: fc.constantFrom('adopt', 'signCommit'), source: blank }),
  fc.record({ kind: fc.constant('approveRun'), run: blank, over: fc.constantFrom('budget', 'age') }),
  fc.record({ kind: fc.constant('waiveWave'), run: blank, wave: fc.nat(9) }),
);

const hold: fc.Arbitrary<Hold> = fc.record({
  by: fc.constantFrom(...HELD_BY),
  code: fc.constant(null),
  message: blank,
  since: fc.constant(null),
  until: fc.constantFrom(null, NOW),
  remedy,
});

const planned: fc.Arbitrary<PlannedEntry> = fc
  .record({
    entry,
    source: blank,
    packageName: fc.option(blank),
    action: fc.constantFrom('redistribute', 'hold', 'none', 'forget'),
    cause: fc.constantFrom('new', 'changed', 'retry', 'removed', 'sentBefore', 'renamed', 'unchanged'),
    run: fc.option(blank),
    revision: fc.record({ from: fc.option(blank), to: fc.option(blank) }),
    reason: fc.option(blank),
    wave: fc.integer({ min: -2, max: 2 }),
    held: hold,
    cost: fc.option(fc.record({ bytes: fc.nat(), distributionPoints: fc.nat(300) })),
  })
  .map(({ held, ...said }) => ({
    ...said,
    key: '' as EntryKey,
    digest: digestOf(said.entry, ''),
    labels: [],
    declaredAt: [],
    leaves: { from: null, until: null },
    held: said.action === 'hold' ? held : null,
  }));
