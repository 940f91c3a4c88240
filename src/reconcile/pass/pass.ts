// What a pass knows, and the few ways in which it may come to know more: nobody else changes what is planned from.
import type { Attempt } from '../../model/attempt.ts';
import type { EntryKey, SiteCode } from '../../model/entry.ts';
import type { Plan, PlannedEntry } from '../../model/plan.ts';
import type { Selector } from '../../model/selection/selector.ts';
import {
  makePlan,
  type PlanInput,
  type Planned,
  type RunView,
  type SiteFacts,
  summarize,
} from '../../plan/plan.ts';
import type { SourceDiff } from './diff.ts';

/** What a pass begins with. */
interface Found {
  readonly diffs: readonly SourceDiff[];
  readonly input: PlanInput;
  /** What selects entries, and those that it means; null means every one. */
  readonly only: Selector | null;
  readonly selected: ReadonlySet<EntryKey> | null;
}

const NEW_RUN: RunView = {
  approved: new Set(),
  calls: 0,
  called: 0,
  bytes: 0,
  waves: [],
  waived: new Set(),
};

/** Everything that a pass found out. It never changes: each transition gives another one. */
export class Pass {
  readonly diffs: readonly SourceDiff[];
  readonly input: PlanInput;
  readonly only: Selector | null;
  readonly selected: ReadonlySet<EntryKey> | null;
  #planned: Planned | undefined;

  constructor({ diffs, input, only, selected }: Found) {
    this.diffs = diffs;
    this.input = input;
    this.only = only;
    this.selected = selected;
  }

  /** What is planned from all that is known; made when it is first asked for. */
  get planned(): Planned {
    this.#planned ??= makePlan(this.input);
    return this.#planned;
  }

  /** As the next pass would find it: what became due now is known to the ledger, and its runs too. */
  recorded(): Pass {
    const watch = new Map(this.planned.watch.map((row) => [row.key, row]));
    const subjects = this.input.subjects.map((subject) => ({
      ...subject,
      due: watch.get(subject.key) ?? null,
    }));
    const runs = new Map(this.input.runs);
    for (const [run, calls] of this.planned.sizes) runs.set(run, { ...(runs.get(run) ?? NEW_RUN), calls });
    return this.#with({ subjects, runs });
  }

  /** With what the sites say. */
  withFacts(facts: PlanInput['facts']): Pass {
    return facts === this.input.facts ? this : this.#with({ facts });
  }

  /** With the attempts of these entries; the others keep theirs. */
  withAttempts(attempts: ReadonlyMap<EntryKey, readonly Attempt[]>): Pass {
    const subjects = this.input.subjects.map((subject) => {
      const own = attempts.get(subject.key);
      return own ? { ...subject, attempts: own } : subject;
    });
    return this.#with({ subjects });
  }

  /** With what the ledger says of these runs; the others stay as they are. */
  withRuns(runs: PlanInput['runs']): Pass {
    return runs.size === 0 ? this : this.#with({ runs: new Map([...this.input.runs, ...runs]) });
  }

  /** With what the sources sent in the last 24 hours. */
  withDays(days: PlanInput['days']): Pass {
    return this.#with({ days });
  }

  /** With what operators suspended. */
  withSuspensions(suspensions: PlanInput['suspensions']): Pass {
    return this.#with({ suspensions });
  }

  /** The same at another time, in milliseconds since 1970. */
  at(now: number): Pass {
    return this.#with({ now });
  }

  /** The same, had the operator said this. */
  overridden(overrides: Partial<PlanInput['overrides']>): Pass {
    return this.#with({ overrides: { ...this.input.overrides, ...overrides } });
  }

  #with(more: Partial<PlanInput>): Pass {
    return new Pass({ ...this, input: { ...this.input, ...more } });
  }
}

/** The plan that a pass has to tell of: with `only`, that of the selected entries alone. */
export function planOf({ planned: { plan }, only, selected }: Pass): Plan {
  if (!only || !selected) return plan;
  const entries = plan.entries.filter(({ key }) => selected.has(key)).map((entry) => narrowed(entry, only));
  const files = new Set(
    entries.flatMap(({ declaredAt }) => declaredAt.map(({ source, file }) => `${source}\0${file}`)),
  );
  const conflicts = plan.conflicts.filter(({ key }) => selected.has(key));
  const problems = plan.problems.filter(({ source, file }) => files.has(`${source}\0${file}`));
  const summary = summarize(entries, conflicts.length, problems.length);
  return { ...plan, entries, conflicts, problems, summary };
}

/** Its remedy speaks of what was selected, where it would approve more. */
function narrowed(entry: PlannedEntry, { text }: Selector): PlannedEntry {
  const { held } = entry;
  if (held?.remedy.kind !== 'approveRun') return entry;
  return { ...entry, held: { ...held, remedy: { ...held.remedy, only: text } } };
}

/** True where every site that this pass had to ask could not be used. */
export function allSitesUnreachable(facts: ReadonlyMap<SiteCode, SiteFacts>): boolean {
  return facts.size > 0 && [...facts.values()].every(({ kind }) => kind === 'unreachable');
}
