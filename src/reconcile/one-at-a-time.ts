/** Runs works one after the other, in the order in which they came. */
export type OneAtATime = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** A queue of its own; a work that fails does not stop the next. */
export function oneAtATime(): OneAtATime {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
