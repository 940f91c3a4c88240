import type { Attempt } from './attempt.ts';
import type { Distribution } from './status.ts';

/** What happens during a pass, told to whoever listens. Listeners only listen: none changes what happens next. */
export type Event =
  | { readonly type: 'fetched'; readonly source: string; readonly commit: string }
  /** Texts that had to be read, so far and in all. */
  | { readonly type: 'reading'; readonly source: string; readonly done: number; readonly total: number }
  /** The calls that a round is about to make. */
  | { readonly type: 'calling'; readonly calls: number }
  | { readonly type: 'intended'; readonly attempt: Attempt }
  | { readonly type: 'concluded'; readonly attempt: Attempt }
  /** Deliveries of the calls that are waited for: one for each entry and distribution point. */
  | ({ readonly type: 'delivering' } & Omit<Distribution, 'points'>)
  | { readonly type: 'siteHeld'; readonly site: string; readonly code: string; readonly message: string };

export type Listener = (event: Event) => void;
