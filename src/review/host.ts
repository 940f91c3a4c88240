// What a review needs of a git host, so that the rest of the module knows none of them.
import type { Client } from './http/client.ts';
import type { Target } from './target.ts';

/** A comment of our own account, with the marker of this review's key. */
export interface Comment {
  /** A later comment has a greater one. */
  readonly id: number;
  /** Where it is changed and removed, below the address of the API. */
  readonly path: string;
  /** What it says, without the marker. */
  readonly text: string;
}

/** The pull request as it is now. */
export interface PullRequest {
  /** Neither merged nor closed. */
  readonly open: boolean;
  /** The newest commit of its branch. */
  readonly head: string;
}

/** What is said of one commit. */
export interface Status {
  readonly commit: string;
  readonly state: 'success' | 'failure';
  /** One line; the host's end of it is cut. */
  readonly description: string;
  /** The job's page, where it is known. */
  readonly link: string | null;
}

/** One pull request on one host. Every method throws a Failure where the host does not do what was asked. */
export interface Host {
  /** For messages. */
  readonly name: string;
  /** The longest text of a comment that the host takes from us, in UTF-16 units. */
  readonly longestComment: number;
  readPullRequest(): Promise<PullRequest>;
  /** In no order. A comment of somebody else is never among them, whatever it quotes. */
  listOwn(): Promise<readonly Comment[]>;
  /** A Failure with the consequence `retry` says that it may have been created all the same. */
  create(text: string): Promise<Comment>;
  /** False where the comment is gone. */
  update(comment: Comment, text: string): Promise<boolean>;
  /** Does nothing where it is gone. */
  remove(comment: Comment): Promise<void>;
  /** Sets the one status of this review's key. */
  setStatus(status: Status): Promise<void>;
}

/** What a host works with: its API, the pull request, and the key of our comment and status. */
export interface Session {
  readonly client: Client;
  readonly target: Pick<Target, 'apiUrl' | 'project' | 'pullRequest'>;
  readonly key: string;
  /** True: what the host's own pipelines wrote is ours too, where the host tells it from what people write. */
  readonly orPipeline?: boolean;
}
