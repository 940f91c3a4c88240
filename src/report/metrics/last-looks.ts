// A pass that finds nothing new is told to nobody: without this a quiet repository would look like one that is not looked at.

/** When each source was last looked at without a failure, in seconds since 1970; 0: never. */
export interface LastLooks {
  /** Its head is known; the pass of it may still fail. */
  fetched(source: string, at: number): number;
  /** The pass of that head failed: it was not looked at after all. */
  failed(source: string): number;
}

/** Begins without any. */
export function makeLastLooks(): LastLooks {
  const looks = new Map<string, { readonly last: number; readonly before: number }>();
  const note = (source: string, last: number, before: number) => {
    looks.set(source, { last, before });
    return last;
  };
  return {
    fetched: (source, at) => note(source, at, looks.get(source)?.last ?? 0),
    failed(source) {
      const before = looks.get(source)?.before ?? 0;
      return note(source, before, before);
    },
  };
}
