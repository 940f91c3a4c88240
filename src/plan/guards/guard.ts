import type { Hold } from '../../model/hold.ts';
import type { DueCase } from '../case.ts';
import type { PlanInput } from '../input.ts';
import type { Runs } from '../runs.ts';
import type { FindClosed } from '../windows/windows-at.ts';

/** What a guard may look at besides the entry. */
export interface GuardContext {
  readonly input: PlanInput;
  readonly runs: Runs;
  /** The windows now. */
  readonly findClosed: FindClosed;
}

/** A reason to hold, without the time since when: that is when the entry became due, unless the guard knows better. */
export type GuardHold = Omit<Hold, 'since'> & { readonly since?: number };

/** Says why an entry that is due must not be called now, or undefined where it has nothing against it. */
export type Guard = (due: DueCase, context: GuardContext) => GuardHold | undefined;
