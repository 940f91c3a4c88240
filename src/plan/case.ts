import type { Declared } from '../model/declaration.ts';
import type { Digest } from '../model/digest.ts';
import { type Entry, parseEntry } from '../model/entry.ts';
import { selects } from '../model/selection/selector.ts';
import { type Circumstances, type Decision, type DueCause, decide, isApplied } from './decide.ts';
import type { PlanInput, Subject, SuspensionView } from './input.ts';

/** A subject, and what the table says of it. */
export interface Case {
  readonly subject: Subject;
  readonly entry: Entry;
  /** The place that speaks for the entry: its first declaration, or where it last stood. */
  readonly declared: Declared | null;
  /** null: declared nowhere, or with different digests. */
  readonly digest: Digest | null;
  readonly decision: Decision;
  /** Every place that declares it, or another entry that means the same call; more than one is a conflict. */
  readonly places: readonly Declared[];
  readonly conflict: boolean;
  /** Who took it out of work; null where nobody did. */
  readonly suspended: 'declaration' | SuspensionView | null;
}

/** A case that would be called if no guard held it. */
export type DueCase = Case & {
  readonly declared: Declared;
  readonly decision: { readonly kind: 'due'; readonly cause: DueCause };
};

/** True where the case would be called if no guard held it. */
export function isDue(item: Case): item is DueCase {
  return item.decision.kind === 'due' && item.declared !== null;
}

/** True where this digest was neither accepted nor adopted: it belongs to a run. */
export function isWanted(item: Case): boolean {
  if (item.digest === null || item.decision.kind === 'none') return false;
  return !item.subject.attempts.some((attempt) => attempt.digest === item.digest && isApplied(attempt));
}

/** Whether it counts for its run: a budget counts it, and a higher wave waits for it. */
export function counts(item: Case): boolean {
  return isWanted(item) && !item.conflict && !item.declared?.outdated && !item.suspended;
}

/** What the table says of a subject; undefined where its key names no entry. */
export function caseOf(subject: Subject, input: PlanInput): Case | undefined {
  const declared = subject.declared[0] ?? subject.gone;
  const entry = declared?.entry ?? subject.attempts.at(-1)?.entry ?? parseEntry(subject.key);
  if (!entry) return undefined;
  const digests = [...new Set(subject.declared.map(({ digest }) => digest))];
  return {
    subject,
    entry,
    declared,
    digest: digests.length === 1 ? (digests[0] ?? null) : null,
    decision: decisionOf(subject, digests, input),
    places: subject.declared,
    conflict: subject.declared.length > 1,
    suspended: suspensionOf(subject, declared, input),
  };
}

function suspensionOf({ key }: Subject, declared: Declared | null, input: PlanInput): Case['suspended'] {
  if (declared?.suspend) return 'declaration';
  const labels = declared?.labels ?? [];
  return (
    input.suspensions.find(
      ({ parsed, until }) => (until === null || until > input.now) && selects(parsed, key, labels),
    ) ?? null
  );
}

/** One digest: the table's word. Several: due where any of them would be, for the conflict to hold. */
function decisionOf(subject: Subject, digests: readonly Digest[], circumstances: Circumstances): Decision {
  const decisions = digests.map((digest) => decide(subject, digest, circumstances));
  const [only] = decisions;
  if (only === undefined) return decide(subject, undefined, circumstances);
  if (decisions.length === 1) return only;
  const wanted = decisions.filter((decision) => decision.kind === 'due' || decision.kind === 'hold');
  const first = wanted.find(({ kind }) => kind === 'due') ?? wanted[0];
  if (first === undefined) return { kind: 'none', cause: 'unchanged' };
  if (first.kind === 'hold' && first.by === 'inFlight') return first;
  return { kind: 'due', cause: first.cause };
}
