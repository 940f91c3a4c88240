// Whether a job is older than a call is asked of two clocks that nobody keeps alike.

/** What the site's clock says, less ours, as far as its answers told. */
interface SiteClock {
  /** Milliseconds; 0 where it never told its time. */
  readonly offset: number;
  /** Takes the Date header of an answer; `at` is halfway between request and answer, on our clock. */
  note(date: string | undefined, at: number): void;
}

/** The header counts whole seconds, cut off: on average the site's clock is half a second later. */
const CUT_OFF = 500;

/** A clock that has told nothing yet. */
export function makeSiteClock(): SiteClock {
  let offset = 0;
  return {
    get offset() {
      return offset;
    },
    note(date, at) {
      const told = Date.parse(date ?? '');
      if (!Number.isNaN(told)) offset = Math.round(told + CUT_OFF - at);
    },
  };
}
