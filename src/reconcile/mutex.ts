/** Runs one task at a time, in the order in which they came. */
type Mutex = <Result>(task: () => Promise<Result>) => Promise<Result>;

/** A mutex of its own; a task that fails does not stop the next. */
export function makeMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  };
}
