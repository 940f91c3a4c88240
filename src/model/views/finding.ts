/** What doctor found about one thing of this machine or of a site. */
export interface Finding {
  /** What was looked at: `git`, `source content`, `site P01`. */
  readonly subject: string;
  /** `warning`: it works, and somebody should look. `failure`: it does not work until it is mended. */
  readonly kind: 'ok' | 'warning' | 'failure';
  /** What was found, in a few words. */
  readonly title: string;
  /** What there is to say besides; empty where there is nothing. */
  readonly detail: string;
  /** What to do; null where it is ok. */
  readonly remedy: string | null;
}
