import type { Finished } from '../../make/process/running.ts';
import type { FakeHost } from '../../make/review/fake-host.ts';
import type { PullRequest } from '../../make/review/pull-request.ts';
import type { Machine } from './script.ts';

/** What a job is played with. */
export interface Job {
  readonly fake: FakeHost;
  readonly request: PullRequest;
  readonly machine: Machine;
  /** What the host gives the job as its token; empty, as for a fork: none. */
  readonly token: string;
}

/** A host's pipeline file, and what the host makes of it. */
export interface PipelineHost {
  /** The folder below examples/pull-request. */
  readonly folder: string;
  readonly file: string;
  readonly open: () => Promise<FakeHost>;
  /** Reads the file anew and does what the runner does with it. Throws where it says what this runner does not know. */
  play(job: Job): Promise<Finished>;
  /** A line of the log that a runner obeys. */
  readonly command: RegExp;
  /** Whether the host shows mistakes at their lines. */
  readonly annotates: boolean;
  /** The file that such a line is about, where it is a mistake's, whole and escaped; undefined for every other line. */
  readAnnotation(line: string): string | undefined;
}
