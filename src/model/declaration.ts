import type { Digest } from './digest.ts';
import type { Entry, EntryKey, GroupName, PackageId, SiteCode } from './entry.ts';
import type { Position } from './origin.ts';
import type { TextProblem } from './problem.ts';

/** One document as it was written, checked but not yet expanded into entries. Plain JSON. */
export interface WrittenDocument extends Position {
  readonly name: string;
  readonly labels: readonly (readonly [key: string, value: string])[];
  /** null: the config's only site. */
  readonly site: (Position & { readonly code: SiteCode }) | null;
  readonly packages: readonly (Position & { readonly id: PackageId; readonly revision: string | null })[];
  readonly groups: readonly (Position & { readonly name: GroupName })[];
  readonly revision: string;
  readonly reason: string | null;
  readonly wave: number;
  readonly suspend: boolean;
  /** Milliseconds since 1970, or null. */
  readonly notBefore: number | null;
  readonly notAfter: number | null;
}

/** What one text says, whatever file, source or config it belongs to. Kept by (blob id, reader version). Plain JSON. */
export interface Reading {
  readonly documents: readonly WrittenDocument[];
  /** Documents that are not ours. */
  readonly foreign: number;
  readonly problems: readonly TextProblem[];
  /** Set where the text cannot be read and nothing in it says that it is ours: a problem of a file that declared entries before, else foreign. */
  readonly unreadable: TextProblem | null;
  /** Advice that holds nothing back, such as an id that YAML would read as a number. */
  readonly warnings: readonly TextProblem[];
}

/** One entry, declared at one place. */
export interface Declaration extends Position {
  readonly key: EntryKey;
  readonly entry: Entry;
  readonly digest: Digest;
  readonly revision: string;
  readonly name: string;
  readonly labels: readonly (readonly [key: string, value: string])[];
  readonly reason: string | null;
  readonly wave: number;
  readonly suspend: boolean;
  /** Milliseconds since 1970, or null. */
  readonly notBefore: number | null;
  readonly notAfter: number | null;
}

/** A declaration, and the file that holds it. */
export interface Declared extends Declaration {
  /** The source's name. */
  readonly source: string;
  readonly file: string;
  /** The last commit that changed the file, and its author. */
  readonly commit: string;
  readonly author: string;
  /** The file has a problem by now; this is what its last text without one declared. */
  readonly outdated: boolean;
}
