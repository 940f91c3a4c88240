/** One page of a list. */
interface Page<Item> {
  readonly items: readonly Item[];
  /** What the next page is asked for with; null where this is the last. */
  readonly next: string | null;
}

// A host whose list never ends must not keep a job for ever.
const MOST_PAGES = 1000;

/** Everything in a list, page after page. */
export async function readPages<Item>(
  readPage: (next: string | null) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let next: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const read: Page<Item> = await readPage(next);
    items.push(...read.items);
    next = read.next;
    if (next === null) break;
  }
  return items;
}
