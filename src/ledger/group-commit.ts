// One flush to disk per turn of the event loop, not per call: flushing is what a ledger spends its time on.

interface Waiting<Job, Result> {
  readonly job: Job;
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
}

/** Collects the jobs that fall together and hands them to `commit` in their order. */
export class GroupCommit<Job, Result> {
  readonly #commit: (jobs: readonly Job[]) => Promise<readonly (Result | Error)[]>;
  #waiting: Waiting<Job, Result>[] = [];
  #last: Promise<void> = Promise.resolve();

  /** `commit` gives a result for each job; an Error among them refuses that job alone. What it throws refuses all. */
  constructor(commit: (jobs: readonly Job[]) => Promise<readonly (Result | Error)[]>) {
    this.#commit = commit;
  }

  /** Resolves once the job is committed. */
  add(job: Job): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    this.#waiting.push({ job, resolve, reject });
    if (this.#waiting.length === 1) this.#last = this.#flushAfter(this.#last);
    return promise;
  }

  /** Waits until everything that was added so far is committed or refused. */
  async drain(): Promise<void> {
    await this.#last;
  }

  async #flushAfter(previous: Promise<void>): Promise<void> {
    await Promise.all([previous, new Promise((turn) => setImmediate(turn))]);
    const together = this.#waiting;
    this.#waiting = [];
    try {
      const results = await this.#commit(together.map(({ job }) => job));
      together.forEach(({ resolve, reject }, index) => {
        const result = results[index];
        if (result instanceof Error) reject(result);
        else resolve(result as Result);
      });
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
  }
}
