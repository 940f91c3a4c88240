/** What an operator took out of work for a while. Times are milliseconds since 1970. */
export interface Suspension {
  /** The selector as it was given; `*` for everything. */
  readonly selector: string;
  readonly since: number;
  /** When it ends by itself; null where it does not. */
  readonly until: number | null;
  /** `user@host`. */
  readonly actor: string;
  readonly reason: string | null;
}
