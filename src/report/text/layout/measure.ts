/** How many columns of a terminal a text takes, and where it may be torn. */
export interface Measure {
  readonly columns: (text: string) => number;
  /** What people see as single characters: one that is made of several code points is never torn. */
  readonly characters: (text: string) => readonly string[];
}

/** A measure that knows narrow characters only: almost every text has no others. */
interface PlainMeasure extends Measure {
  /** False where it met a text that it cannot measure: `WIDE` has to. */
  readonly isEnough: () => boolean;
}

/** ASCII, and the marks that are our own. */
const NARROW = /^[ -~·…→]*$/;

/** A measure that has met no text yet. */
export function openPlainMeasure(): PlainMeasure {
  let isEnough = true;
  return {
    columns(text) {
      isEnough &&= NARROW.test(text);
      return text.length;
    },
    characters: (text) => [...text],
    isEnough: () => isEnough,
  };
}
