import type { Attempt } from './attempt.ts';
import type { CommitState } from './views/commit-report.ts';
import type { Distribution, Health } from './views/status.ts';

/** What made a daemon look at a source. */
export type WokenBy = 'start' | 'interval' | 'change' | 'command' | 'hook' | 'signal';

/** What happens during a pass, told to whoever listens. Listeners only listen: none changes what happens next. */
export type PassEvent =
  | { readonly type: 'fetched'; readonly source: string; readonly commit: string }
  /** Texts that had to be read, so far and in all. */
  | { readonly type: 'reading'; readonly source: string; readonly done: number; readonly total: number }
  /** The head of a source is not signed as its `verify` asks: what it brings is held. */
  | {
      readonly type: 'unverified';
      readonly source: string;
      readonly commit: string;
      readonly message: string;
    }
  /** The calls that a round is about to make. */
  | { readonly type: 'calling'; readonly calls: number }
  | { readonly type: 'intended'; readonly attempt: Attempt }
  | { readonly type: 'concluded'; readonly attempt: Attempt }
  /** An unknown outcome that the site's evidence settled. */
  | { readonly type: 'settled'; readonly attempt: Attempt }
  /** How far the content of one accepted call is by now. */
  | { readonly type: 'checked'; readonly attempt: Attempt; readonly health: Health }
  /** Deliveries of the calls that are waited for: one for each entry and distribution point. */
  | ({ readonly type: 'delivering' } & Omit<Distribution, 'points'>)
  | { readonly type: 'siteHeld'; readonly site: string; readonly code: string; readonly message: string };

/** What happens to a daemon beside its passes. Times and durations are in milliseconds. */
export type DaemonEvent =
  | {
      readonly type: 'started';
      readonly version: string;
      readonly config: string;
      readonly sources: number;
      readonly sites: number;
    }
  /** Pages, metrics and webhooks are served at this address from now on. */
  | { readonly type: 'listening'; readonly address: string }
  /** Something does not work as well as it could, such as a source that cannot be watched. */
  | { readonly type: 'warned'; readonly message: string }
  | { readonly type: 'stopping'; readonly by: string }
  | { readonly type: 'stopped' }
  | { readonly type: 'woken'; readonly source: string; readonly by: WokenBy }
  | {
      readonly type: 'fetchFailed';
      readonly source: string;
      readonly code: string;
      readonly message: string;
      readonly retryAt: number;
    }
  /** One pass of one source is on record. The counts are of entries, `problems` of mistakes. */
  | {
      readonly type: 'passed';
      readonly source: string;
      readonly commit: string;
      readonly run: string | null;
      readonly due: number;
      readonly held: number;
      readonly problems: number;
      readonly durationMs: number;
    }
  | {
      readonly type: 'passFailed';
      readonly source: string | null;
      readonly code: string;
      readonly message: string;
      readonly retryAt: number;
    }
  | { readonly type: 'siteReleased'; readonly site: string; readonly heldMs: number }
  /** An operator command was seen in the ledger. */
  | {
      readonly type: 'operatorCommand';
      readonly command: string;
      readonly target: string;
      readonly actor: string;
    }
  | { readonly type: 'hookTaken'; readonly source: string; readonly commit: string | null }
  | {
      readonly type: 'hookRefused';
      readonly source: string;
      readonly address: string;
      readonly reason: string;
    }
  /** The git host shows by now what became of a commit. */
  | {
      readonly type: 'reported';
      readonly source: string;
      readonly commit: string;
      readonly state: CommitState;
    }
  /** The git host does not take what became of commits; told once, until it does. */
  | {
      readonly type: 'reportFailed';
      readonly source: string;
      readonly code: string;
      readonly message: string;
      readonly retryAt: number;
    }
  | { readonly type: 'reloaded'; readonly file: string }
  | { readonly type: 'reloadRefused'; readonly file: string; readonly message: string }
  /** The loop made no progress for so long that its turn was given up; it begins again. */
  | { readonly type: 'stuck'; readonly loop: string; readonly sinceMs: number }
  /** The daemon met what it cannot go on with, and ends. */
  | { readonly type: 'failed'; readonly code: string; readonly message: string }
  /** Nothing at all was done for so long that the process was ended from outside of its event loop. */
  | { readonly type: 'hung'; readonly sinceMs: number };

/** Everything that listeners are told of. */
export type Event = PassEvent | DaemonEvent;

export type Listener = (event: Event) => void;
