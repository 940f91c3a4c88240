/** One thing that is measured: ours against something in the same run, so that a slow machine slows down both. */
export interface Case {
  readonly name: string;
  /** What is compared with what. */
  readonly title: string;
  readonly target: Target;
  /** How often ours and the baseline are run, one after the other. */
  readonly runs: number;
  /** Makes what both work on, in an empty folder. */
  prepare(folder: string): Promise<Prepared>;
}

/** The bound that the median must keep, or the peak in MB. */
export type Target =
  | { readonly kind: 'atMost'; readonly ratio: number }
  | { readonly kind: 'atLeast'; readonly ratio: number }
  | { readonly kind: 'peak'; readonly megabytes: number };

/** Both sides of a case, ready to run as often as is wanted. Times are milliseconds. */
export interface Prepared {
  readonly ours: () => Promise<number>;
  /** null: only ours is measured. */
  readonly baseline: (() => Promise<number>) | null;
  /** The most memory that ours took in one more run, in bytes. */
  readonly peak: () => Promise<number>;
  readonly end?: () => Promise<void>;
}
