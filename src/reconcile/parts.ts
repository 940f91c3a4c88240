import type { Expand, Reader, Rules } from '../declare/declare.ts';
import type { Ledger, ReadingCache } from '../ledger/ledger.ts';
import type { ReasonRule } from '../model/config/reason-rule.ts';
import type { Reading } from '../model/declaration.ts';
import type { Listener } from '../model/event.ts';
import type { PlanInput } from '../plan/plan.ts';
import type { Site } from '../site/site.ts';
import type { Source } from '../source/source.ts';
import type { Times } from './times.ts';

/** Everything that a pass works with: one part per module, known by its contract. */
export interface Parts {
  /** In the config's order. */
  readonly sources: readonly Source[];
  readonly sites: readonly Site[];
  readonly ledger: Ledger;
  readonly cache: ReadingCache<Reading>;
  readonly reader: Reader;
  readonly expand: Expand;
  /** By the source's name. */
  readonly rulesOf: (source: string) => Rules;
  /** By the source's name; null: nothing is asked of reasons. */
  readonly reasonRuleOf: (source: string) => ReasonRule | null;
  readonly guards: PlanInput['guards'];
  readonly retry: PlanInput['retry'];
  readonly waves: PlanInput['waves'];
  readonly times: Times;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Waits so many milliseconds, or until the signal aborts; it never rejects. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** `user@host`. */
  readonly actor: string;
  readonly listen: Listener;
}
