// What is told after a merge belongs to a commit, which may be of no pull request: so it needs less, and other things, than a review.
import type { CommitState } from '../../model/views/commit-report.ts';
import type { Client } from '../http/client.ts';

/** What a commit's own page shows under our context. */
export interface CommitStatus {
  readonly state: CommitState;
  /** One line. */
  readonly description: string;
}

/** The commits of one project. Every method throws a Failure where the host does not do what was asked. */
export interface CommitHost {
  /** The longest description that the host takes, in UTF-16 units. */
  readonly longestDescription: number;
  /** False: what is pending keeps its first description, and setting it once more is refused. */
  readonly renewsPending: boolean;
  /** The status of our context that the commit has now. */
  findStatus(commit: string): Promise<CommitStatus | undefined>;
  setStatus(commit: string, status: CommitStatus): Promise<void>;
  /** The number of the pull request that brought the commit to the branch, where there is one. */
  findMerged(commit: string): Promise<number | undefined>;
}

/** What a host's commits are reached with. */
export interface CommitSession {
  readonly client: Client;
  /** The address of the API, and the project as it names it. */
  readonly apiUrl: string;
  readonly project: string;
  /** The branch that is merged into. */
  readonly branch: string;
  readonly key: string;
}

/**
 * The context of what is told after the merge. Not that of the review: a commit may be merged and be the head of another pull
 * request at once (main into a release branch), where a required check must not wait for a delivery.
 */
export function deliveryContext(key: string): string {
  return `${key}/delivery`;
}
