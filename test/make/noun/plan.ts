// What the planner is told, with defaults that hold nothing back: a test writes down only what it is about.
import { callId } from '../../../src/model/approval.ts';
import type { Attempt } from '../../../src/model/attempt.ts';
import type { Declared } from '../../../src/model/declaration.ts';
import { type Digest, digestOf } from '../../../src/model/digest.ts';
import { type Entry, entryKey, groupKey, parseEntry, type SiteCode } from '../../../src/model/entry.ts';
import type { PlannedEntry } from '../../../src/model/plan.ts';
import {
  makePlan,
  type PlanInput,
  type RunView,
  type SiteFacts,
  type SourceView,
  type Subject,
} from '../../../src/plan/plan.ts';
import { guardsForm, retryForm, wavesForm } from '../../../src/plan/settings.ts';

/** The moment of every plan that does not name another. */
export const NOW = Date.UTC(2026, 10, 23, 12);
/** The writer that holds the lock in every plan that does not name another. */
export const WRITER = 7;
export const MINUTE = 60_000;
export const DAY = 86_400_000;

const ENTRY = 'P01/P0100012/Branch Offices EU';

/** The entry that `text` names; a test that names none is wrong. */
export function entry(text: string = ENTRY): Entry {
  const parsed = parseEntry(text);
  if (!parsed) throw new Error(`no entry: ${text}`);
  return parsed;
}

/** What is declared or was tried: an entry, as text, at a revision. */
interface What {
  readonly entry?: string | undefined;
  readonly revision?: string | undefined;
}

function named({ entry: text, revision = '1' }: What) {
  const parsed = entry(text);
  return { key: entryKey(parsed), entry: parsed, revision, digest: digestOf(parsed, revision) };
}

/** The digest of an entry at a revision. */
export function digest(what: What = {}): Digest {
  return named(what).digest;
}

/** One declaration: revision 1 of the default entry, in `office.yaml` of the source `content`. */
export function declared({ entry: text, ...more }: Omit<Partial<Declared>, 'entry'> & What = {}): Declared {
  return {
    name: 'office-content',
    labels: [],
    reason: null,
    wave: 0,
    suspend: false,
    notBefore: null,
    notAfter: null,
    line: 5,
    column: 7,
    source: 'content',
    file: 'office.yaml',
    commit: 'c0ffee',
    author: 'Ada',
    outdated: false,
    ...more,
    ...named({ entry: text, revision: more.revision }),
  };
}

let lastId = 0;

/** One attempt: revision 1 of the default entry, accepted an hour ago by a writer that is gone. */
export function attempt({ entry: text, ...more }: Omit<Partial<Attempt>, 'entry'> & What = {}): Attempt {
  lastId += 1;
  const startedAt = more.startedAt ?? NOW - 60 * MINUTE;
  return {
    id: lastId,
    run: 'before',
    groupId: '{6B5E1B0C-0000-4000-8000-000000000001}',
    commit: 'c0ffee',
    author: 'Ada',
    reason: null,
    cause: 'new',
    wave: 0,
    bytes: null,
    points: null,
    snapshot: null,
    actor: 'ada@desk',
    writer: WRITER - 1,
    deadline: startedAt + 30_000,
    finishedAt: startedAt,
    outcome: 'accepted',
    finality: null,
    counts: true,
    returnValue: null,
    error: null,
    evidence: null,
    ...more,
    startedAt,
    ...named({ entry: text, revision: more.revision }),
  };
}

/** An intent whose outcome nobody has recorded, of the writer that holds the lock. */
export function open(more: Parameters<typeof attempt>[0] = {}): Attempt {
  return attempt({ outcome: 'open', writer: WRITER, finishedAt: null, ...more });
}

/** A rejection for now that counts, a day ago: its back-off is over. */
export function rejected(more: Parameters<typeof attempt>[0] = {}): Attempt {
  const error = { code: 'DPS2010', message: 'the site said no' };
  return attempt({ outcome: 'rejected', finality: 'transient', startedAt: NOW - DAY, error, ...more });
}

/** A subject; its key is that of what it is made of. */
export function subject(more: Partial<Omit<Subject, 'key'>>): Subject {
  const known = { declared: [], gone: null, attempts: [], due: null, trusted: true, ...more };
  const first = known.declared[0] ?? known.gone ?? known.attempts[0];
  if (!first) throw new Error('a subject is declared, was declared or was tried');
  return { key: first.key, ...known };
}

/** One subject for each text, declared at revision 1 and never tried. */
export function newcomers(count: number, more: Parameters<typeof declared>[0] = {}): Subject[] {
  return Array.from({ length: count }, (_, index) =>
    subject({ declared: [declared({ entry: `P01/P0100012/Group ${index}`, ...more })] }),
  );
}

/** A source that was released, at commit `c0ffee`. */
export function source(more: Partial<SourceView> = {}): SourceView {
  return {
    name: 'content',
    commit: 'c0ffee',
    base: 'ba5e',
    firstRun: 'released',
    unverified: null,
    reason: null,
    ...more,
  };
}

/** What a site that was reached says of groups: how many of each name it shows. */
export function reached(groups: Readonly<Record<string, number>>): ReadonlyMap<SiteCode, SiteFacts> {
  const found = Object.entries(groups).map(
    ([name, count]) => [groupKey(name), { count, id: count === 1 ? `{${name}}` : null }] as const,
  );
  const nothing = { packages: new Map(), pairs: new Map(), clockOffset: 0 };
  return new Map([[entry().site, { kind: 'reached', groups: new Map(found), ...nothing }]]);
}

/** A run that was recorded before, with nothing called of it. */
export function run(more: Partial<RunView> = {}): RunView {
  return { approved: new Set(), calls: 0, called: 0, bytes: 0, waves: [], waived: new Set(), ...more };
}

/** An approval of what these subjects declare, as the planner is told. */
export function approvalOf(subjects: readonly Subject[]): ReadonlySet<string> {
  return new Set(subjects.flatMap(({ declared: [first] }) => (first ? [callId(first)] : [])));
}

/** What a pass tells the planner: one released source, the config's defaults, no site asked. */
export function input(subjects: readonly Subject[], more: Partial<PlanInput> = {}): PlanInput {
  return {
    now: NOW,
    subjects,
    sources: [source()],
    runs: new Map(),
    days: new Map(),
    problems: [],
    skipped: [],
    facts: new Map(),
    writer: WRITER,
    guards: guardsForm.parse(undefined),
    retry: retryForm.parse(undefined),
    waves: wavesForm.parse(undefined),
    suspensions: [],
    overrides: { firstRun: () => false, approveBudget: () => false, breakGlass: false },
    ...more,
  };
}

/** The guards of the config, some of them set. */
export function guards(more: Partial<PlanInput['guards']>): Pick<PlanInput, 'guards'> {
  return { guards: { ...guardsForm.parse(undefined), ...more } };
}

/** What a plan of this one subject says of it. */
export function planOne(one: Subject, more: Partial<PlanInput> = {}): PlannedEntry {
  const [planned] = makePlan(input([one], more)).plan.entries;
  if (!planned) throw new Error('nothing was planned');
  return planned;
}

/** Why each entry is held, by its group's name; null where it is free. */
export function holds(subjects: readonly Subject[], more: Partial<PlanInput> = {}) {
  const { entries } = makePlan(input(subjects, more)).plan;
  return Object.fromEntries(entries.map(({ entry: { group }, held }) => [group, held?.by ?? null]));
}
