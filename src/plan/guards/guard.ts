import type { Hold } from '../../model/hold.ts';
import type { DueCase } from '../case.ts';
import type { PlanInput } from '../input.ts';
import type { Runs } from '../runs.ts';
import type { FindClosed } from '../windows/windows-at.ts';

/** Why a run has to wait: its source sent too much within a day. */
export interface DayExcess {
  /** The rest of a sentence that begins with the run. */
  readonly message: string;
  /** When enough of it is older than a day, in milliseconds since 1970; null where that does not help. */
  readonly until: number | null;
}

/** What a guard may look at besides the entry. */
export interface GuardContext {
  readonly input: PlanInput;
  readonly runs: Runs;
  /** The windows now. */
  readonly findClosed: FindClosed;
  /** The runs that would send more in a day than their source may. */
  readonly overDay: ReadonlyMap<string, DayExcess>;
}

/** A reason to hold, without the time since when: that is when the entry became due, unless the guard knows better. */
export type GuardHold = Omit<Hold, 'since'> & { readonly since?: number };

/** Says why an entry that is due must not be called now, or undefined where it has nothing against it. */
export type Guard = (due: DueCase, context: GuardContext) => GuardHold | undefined;
