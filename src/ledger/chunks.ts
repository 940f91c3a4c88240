/** How many values a list in a query may hold: engines limit the parameters of one statement. */
export const IN_ONE_LIST = 500;
/** How many rows one insert may carry, for the same reason. */
export const IN_ONE_INSERT = 100;

/** `items` in pieces of at most `size`. */
export function* chunksOf<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

/** What `read` finds for every piece of a list that is too long for one query, put together. */
export async function readInChunks<Item, Found>(
  items: readonly Item[],
  read: (chunk: readonly Item[]) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const chunk of chunksOf(items, IN_ONE_LIST)) {
    for (const row of await read(chunk)) found.push(row);
  }
  return found;
}
