// What a daemon has to do, cut into steps that may run side by side; the daemon says when, and nothing else.
import type { SiteCode } from '../model/entry.ts';
import type { OperatorCommand } from '../model/views/history.ts';

/** One pass of one source, as far as it needs no site. */
export interface SourcePass {
  readonly commit: string;
  /** The run that this pass recorded; null where nothing became due. */
  readonly run: string | null;
  /** Entries of this source that are due, and those of them that something holds. */
  readonly due: number;
  readonly held: number;
  readonly problems: number;
}

/** What one round of calls at one site came to. */
export interface SiteRound {
  readonly calls: number;
  readonly accepted: number;
  /** Why the whole site could not be used; null where it could, or was not asked. */
  readonly held: { readonly code: string; readonly message: string } | null;
  /** True where the round ended because something newer waits. */
  readonly cutShort: boolean;
  /** When something that was held may be free, in milliseconds since 1970; null where no time frees anything. */
  readonly nextAt: number | null;
  /** How many entries the site itself keeps from being called, or this round left: they are asked about again later. */
  readonly waiting: number;
}

/** How a round of calls is stopped. */
export interface RoundOptions {
  /** Stops after the calls in flight. */
  readonly signal: AbortSignal;
  /** False: ends after the calls in flight, because something newer waits. */
  readonly mayGoOn: () => boolean;
}

/**
 * The steps. Every one may be asked for at any moment, beside every other: what must not overlap waits inside. All of
 * them throw a Failure where git, the ledger or a site does not do its part.
 */
export interface ReconcileSteps {
  /** In the config's order, by their ids. */
  readonly sources: readonly { readonly id: string; readonly name: string }[];
  readonly sites: readonly SiteCode[];
  /** Brings the branch's newest commit here, and gives its id. */
  fetch(source: string, signal: AbortSignal): Promise<string>;
  /** True where the source has this commit by now. */
  has(source: string, commit: string): Promise<boolean>;
  /** Plans and records this commit; null where it was on record already. */
  pass(source: string, commit: string): Promise<SourcePass | null>;
  /** Calls what is due and free at one site. */
  call(site: SiteCode, options: RoundOptions): Promise<SiteRound>;
  /** When the site is to be asked about earlier calls, in milliseconds since 1970; null where nothing is open. */
  nextAsk(site: SiteCode): Promise<number | null>;
  /** Asks the site about earlier calls. True where something is known now that may free other calls. */
  ask(site: SiteCode): Promise<boolean>;
  /** The operator commands since this was asked last. */
  newCommands(): Promise<readonly OperatorCommand[]>;
}
