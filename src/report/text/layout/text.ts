import type { Measure } from './measure.ts';

/** How people's text is to look. */
export interface Text {
  /** Columns of the terminal; null where the output is none, and then no line is cut or wrapped. */
  readonly width: number | null;
  readonly measure: Measure;
  readonly colour: boolean;
  /** Milliseconds since 1970: what ages are counted from. */
  readonly now: number;
  /** Entries that need no attention as well. */
  readonly all: boolean;
  /** Only what somebody must act on, and the summary. */
  readonly quiet?: boolean | undefined;
  /** Reasons, authors and commits as well. */
  readonly verbose?: boolean | undefined;
}
