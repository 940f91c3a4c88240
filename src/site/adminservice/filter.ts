// One question for many names, so that thousands of groups take a few dozen requests and none is too long for the server.

/** The longest address that is asked, in characters: under the contract's 4 KB. */
const LONGEST_ADDRESS = 4000;
const FILTER = '?$filter=';
const OR = '%20or%20';

/** The key of a row as it stands in a path. */
export function pathKey(value: string): string {
  return `('${encodeURIComponent(value).replaceAll("'", "''")}')`;
}

/**
 * Query strings that ask together for every row whose `property` is one of `values`. `prefix` is what each address
 * begins with, `rest` what is asked beside the filter.
 */
export function anyOf(
  property: string,
  values: readonly string[],
  { prefix, rest }: { readonly prefix: string; readonly rest: string },
): readonly string[] {
  const room = LONGEST_ADDRESS - prefix.length - rest.length - FILTER.length;
  const batches: string[] = [];
  let batch = '';
  for (const value of values) {
    const term = encode(`${property} eq '${value.replaceAll("'", "''")}'`);
    const joined = batch === '' ? term : `${batch}${OR}${term}`;
    if (batch !== '' && joined.length > room) {
      batches.push(batch);
      batch = term;
    } else {
      batch = joined;
    }
  }
  if (batch !== '') batches.push(batch);
  return batches.map((filter) => `${FILTER}${filter}${rest}`);
}

/** As encodeURIComponent, and the quote too: URL would write it in three characters after they were counted. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27');
}
