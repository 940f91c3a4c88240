// How a $filter is written: the only place where people's names become part of an address.
import type { Dialect } from '../questions/wire.ts';

/** The key of a row as it stands in a path. */
export function pathKey(value: string): string {
  return `('${encodeURIComponent(value).replaceAll("'", "''")}')`;
}

/** Conditions as OData writes them, encoded. */
export const ODATA: Dialect = {
  equals: (property, value) => encode(`${property} eq '${value.replaceAll("'", "''")}'`),
  either: (conditions) => conditions.join('%20or%20'),
  both: (first, second) => `((${first})%20and%20(${second}))`,
};

/** As encodeURIComponent, and the quote too: URL would write it in three characters after they were counted. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27');
}
