// What a way to a site must be able to do, so that every question is written once: rows of a class, by a condition.
import type { z } from 'zod';

/** How conditions are written on a wire. */
export interface Dialect {
  /** The condition that a property has this value. */
  equals(property: string, value: string): string;
  /** The condition that at least one of these holds. */
  either(conditions: readonly string[]): string;
  /** The condition that both of these hold, whatever they are made of. */
  both(first: string, second: string): string;
}

/** The form of a row. Its properties are all that is asked for. */
export type RowForm<Row> = z.ZodType<Row> & { readonly shape: Readonly<Record<string, unknown>> };

/** What is asked for: rows of one class, each of this form. */
export interface Question<Row> {
  readonly className: string;
  readonly row: RowForm<Row>;
  /** In the dialect of the wire; left out: all rows. */
  readonly condition?: string;
  readonly signal?: AbortSignal | undefined;
  /** Is told the length of each answer, in characters, before its rows are kept; throws a Failure where it is too much. */
  readonly spend?: ((length: number) => void) | undefined;
}

/** One way to a site. */
export interface Wire {
  /** The site's code and where it is, for messages. */
  readonly name: string;
  readonly dialect: Dialect;
  /** How many characters the condition of such a question may have. */
  longestCondition(question: Pick<Question<unknown>, 'className' | 'row'>): number;
  /**
   * Every row that answers a question. Throws a Failure: `wait` where the site cannot be used now, `stop` where it says
   * that it will not; and the signal's own reason once that is aborted.
   */
  readRows<Row>(question: Question<Row>): Promise<readonly Row[]>;
}

/** The names of the properties that a form asks for. */
export function propertiesOf({ row }: Pick<Question<unknown>, 'row'>): readonly string[] {
  return Object.keys(row.shape);
}
