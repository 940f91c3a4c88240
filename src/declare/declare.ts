import type { Allow } from '../model/config/allow.ts';
import type { Declaration, Reading } from '../model/declaration.ts';
import type { SiteCode } from '../model/entry.ts';
import type { TextProblem } from '../model/problem.ts';

/** A text to read: its blob id, and its bytes or, where it is over the limit, its size. */
export type Text =
  | { readonly blob: string; readonly bytes: Uint8Array }
  | { readonly blob: string; readonly tooLarge: number };

/** Reads texts on other threads. A text that breaks or outlasts its reader is a problem of that text alone. */
export interface Reader {
  /** Changes whenever the same text could read differently: a stored reading of another version is not used. */
  readonly version: string;
  /** Gives each text's reading, in no order, and never holds more than a few texts at a time. */
  read(texts: AsyncIterable<Text>): AsyncIterable<{ readonly blob: string; readonly reading: Reading }>;
  close(): Promise<void>;
}

/** What no single text can know: of the config, and of the source that holds the text. */
export interface Rules {
  /** The config's sites; null where no config is at hand, and then any site will do. */
  readonly sites: readonly SiteCode[] | null;
  /** The site of a document that names none; null where there is no single one. */
  readonly onlySite: SiteCode | null;
  /** What the source may declare; null: anything. */
  readonly allow: Allow | null;
}

/** What a file declares under the rules: entries, or the problems for which it declares nothing new. */
export type Expanded =
  | { readonly kind: 'declares'; readonly declarations: readonly Declaration[]; readonly foreign: number }
  | { readonly kind: 'broken'; readonly problems: readonly TextProblem[] };

/**
 * Expands a reading into entries. `declaredBefore`: the file declared entries at the last pass, so a text that cannot
 * be read is a problem and not foreign.
 */
export type Expand = (reading: Reading, rules: Rules, declaredBefore: boolean) => Expanded;
