// How a $filter is written: the only place where people's names become part of an address.

/** The key of a row as it stands in a path. */
export function pathKey(value: string): string {
  return `('${encodeURIComponent(value).replaceAll("'", "''")}')`;
}

/** The condition that a property has this value, encoded. */
export function equals(property: string, value: string): string {
  return encode(`${property} eq '${value.replaceAll("'", "''")}'`);
}

/** The condition that at least one of these holds. */
export function either(conditions: readonly string[]): string {
  return conditions.join('%20or%20');
}

/** The condition that both of these hold, whatever they are made of. */
export function both(first: string, second: string): string {
  return `((${first})%20and%20(${second}))`;
}

/** As encodeURIComponent, and the quote too: URL would write it in three characters after they were counted. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27');
}
