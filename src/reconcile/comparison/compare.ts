// What a merge would change, in order: read both sides, tell what differs, look who else declares it, plan.
import type { Declared } from '../../model/declaration.ts';
import type { Plan, PlannedEntry } from '../../model/plan.ts';
import type { Subject } from '../../plan/plan.ts';
import type { Checkout } from '../../source/source.ts';
import { addElsewhere, type Entries, findChanged, type Places } from './changed.ts';
import type { CheckoutReader } from './read-files.ts';
import { adoptedAs, type SentRecord } from './sent-record.ts';
import { readSides } from './sides.ts';

/** A checkout, who reads it, and what is known besides. */
interface Compared {
  readonly checkout: Checkout;
  readonly by: CheckoutReader;
  readonly record: SentRecord;
}

/**
 * Plans what a merge of the checkout's two sides would change. A conflict or a problem that stood at the base, of what
 * the merge does not touch, is left out. Throws a Failure where git or the record does not do its part.
 */
export async function compare({ checkout, by, record }: Compared): Promise<Plan> {
  const sides = await readSides(checkout, by);
  const { changed, unchanged } = findChanged(sides);
  const everywhere = await addElsewhere(changed, sides, { checkout, by });
  const subjects = await subjectsOf({ changed: everywhere, unchanged }, record);
  const { problems, skipped } = sides;
  const source = { name: by.source, commit: checkout.head, base: checkout.base };
  const plan = await record.plan({ subjects, problems, skipped, source });
  const { basis, facts } = record;
  const comparison = { worktree: checkout.worktree, basis, facts };
  return { ...plan, comparison, ...withoutRuns(plan) };
}

async function subjectsOf({ changed, unchanged }: Entries, record: SentRecord): Promise<readonly Subject[]> {
  const [attempts, elsewhere] = await Promise.all([record.attempts(changed), record.elsewhere(changed)]);
  const tried = Map.groupBy(attempts, ({ key }) => key);
  const others = Map.groupBy(elsewhere, ({ key }) => key);
  return [
    ...changed.map(({ key, before, after }) => {
      const declared = [...after, ...(others.get(key) ?? [])].sort(byPlace);
      const gone = declared.length > 0 ? null : (before.at(-1) ?? null);
      return subject({ key, declared, gone, attempts: tried.get(key) ?? [] });
    }),
    ...unchanged.flatMap(standing),
  ];
}

/** Whatever was sent of it, the merge does not change that; one in conflict was so before. */
function standing({ key, after: [only, ...others] }: Places): readonly Subject[] {
  if (!only || others.length > 0) return [];
  return [subject({ key, declared: [only], gone: null, attempts: [adoptedAs(only)] })];
}

function subject(known: Pick<Subject, 'key' | 'declared' | 'gone' | 'attempts'>): Subject {
  return { ...known, due: null, trusted: true };
}

function byPlace(a: Declared, b: Declared): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column;
}

/** The run is that of the commit that the merge will make: nobody knows its id yet. */
function withoutRuns({ sources, entries }: Plan): Pick<Plan, 'sources' | 'entries'> {
  return {
    sources: sources.map((source) => ({ ...source, run: null })),
    entries: entries.map((planned) => ({ ...planned, run: null, held: heldWithoutRun(planned) })),
  };
}

function heldWithoutRun({ run, held }: PlannedEntry): PlannedEntry['held'] {
  if (!held || run === null) return held;
  const remedy = 'run' in held.remedy ? { ...held.remedy, run: 'RUN' } : held.remedy;
  return { ...held, message: held.message.replaceAll(run, 'RUN'), remedy };
}
