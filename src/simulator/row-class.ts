import type { Filter, Value } from './filter.ts';
import type { World } from './world.ts';

/** One row, by property. */
export type Row = Readonly<Record<string, Value>>;

/** The types of OData that the classes use. An unsigned 32-bit number of WMI is an Edm.Int64 there. */
type EdmType = 'Edm.String' | 'Edm.Int32' | 'Edm.Int64' | 'Edm.Boolean' | 'Edm.DateTimeOffset';

/** One class of rows, as the SMS Provider has it. */
export interface RowClass {
  readonly name: string;
  readonly key: readonly string[];
  readonly properties: Readonly<Record<string, EdmType>>;
  /** The rows, made one by one. `filter` is only a hint by which rows that cannot pass may be left out. */
  rows(world: World, filter: Filter | undefined): Iterable<Row>;
}

/** A time as the site writes it. */
export function showTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
