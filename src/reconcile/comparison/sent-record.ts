import type { Attempt } from '../../model/attempt.ts';
import type { Declared } from '../../model/declaration.ts';
import { entryKey } from '../../model/entry.ts';
import type { Comparison, Plan } from '../../model/plan.ts';
import type { Sent } from '../../model/views/facts.ts';
import type { PlanInput, SourceView } from '../../plan/plan.ts';
import type { Places } from './changed.ts';

/** What a comparison found out by itself, for the planner. */
export interface Found extends Pick<PlanInput, 'subjects' | 'problems' | 'skipped'> {
  readonly source: Pick<SourceView, 'name' | 'commit' | 'base'>;
}

/** What is known besides the two sides: of what was sent, and of the sites. */
export interface SentRecord {
  readonly basis: Comparison['basis'];
  readonly facts: Comparison['facts'];
  /** What was sent of these entries, oldest first. */
  attempts(changed: readonly Places[]): Promise<readonly Attempt[]>;
  /** Where other sources declare these entries. */
  elsewhere(changed: readonly Places[]): Promise<readonly Declared[]>;
  /** Makes the plan. Throws a Failure where what it needs cannot be read. */
  plan(found: Found): Promise<Plan>;
}

/** What the operator's settings say of a plan, and when it is made. */
export interface Planning
  extends Pick<PlanInput, 'now' | 'guards' | 'retry' | 'waves'>,
    Pick<SourceView, 'reason'> {}

/** What the planner is told where no ledger is at hand: the source is released, and nothing is suspended by a command. */
export function inputWithoutLedger(
  { source, ...found }: Found,
  { reason, ...planning }: Planning,
  facts: PlanInput['facts'] = new Map(),
): PlanInput {
  return {
    ...found,
    ...planning,
    facts,
    sources: [{ ...source, firstRun: 'released', unverified: null, reason }],
    runs: new Map(),
    days: new Map(),
    writer: NO_WRITER,
    suspensions: [],
    overrides: { firstRun: () => true, approveBudget: () => false, breakGlass: false },
  };
}

/** Who wrote what is read without a ledger; an attempt that is open there counts as in flight. */
const NO_WRITER = 0;

/** An attempt of which only that is known which decides. */
export function attemptOf(sent: Sent, id: number): Attempt {
  const { at, ...known } = sent;
  return {
    ...known,
    id,
    key: entryKey(sent.entry),
    cause: sent.outcome === 'adopted' ? 'adopted' : 'changed',
    ...{ run: '', commit: '', author: '', actor: '', reason: null, wave: 0, writer: NO_WRITER },
    ...{ bytes: null, points: null, snapshot: null, returnValue: null, evidence: null },
    ...{ startedAt: at, deadline: at, finishedAt: sent.outcome === 'open' ? null : at },
  };
}

/** An entry as recorded at the revision that it is declared with. */
export function adoptedAs({ entry, digest, revision }: Declared): Attempt {
  const settled = {
    groupId: null,
    outcome: 'adopted',
    finality: null,
    counts: true,
    error: null,
    at: 0,
  } as const;
  return attemptOf({ entry, digest, revision, ...settled }, 0);
}
