// What a review leaves on the pull request, in its order: the comment first, so that the status never points to nothing.
import { type Upserted, upsertComment } from './comment.ts';
import type { Host, Status } from './host.ts';

/** What is to be told. */
export interface Telling {
  readonly status: Status;
  /** The comment, at most so long. */
  readonly markdown: (limit: number) => string;
  /** There is nothing to tell that would be worth a new comment. */
  readonly empty: boolean;
}

/** What became of it. `closed`: merged or closed meanwhile. `outdated`: a newer commit was pushed meanwhile, whose review tells more. */
export type Published = Upserted | 'closed' | 'outdated';

/** Brings the comment up to date and sets the status, unless nobody waits for them any more. Each is tried; throws what failed first. */
export async function publish({ status, markdown, empty }: Telling, host: Host): Promise<Published> {
  const { open, head } = await host.readPullRequest();
  if (!open) return 'closed';
  if (head !== status.commit) return 'outdated';
  const text = markdown(host.longestComment);
  const [upserted] = await Promise.allSettled([upsertComment({ text, mayCreate: !empty }, host)]);
  // A conversation may be locked, and a status is none.
  const [set] = await Promise.allSettled([host.setStatus(status)]);
  if (upserted.status === 'rejected') throw upserted.reason;
  if (set.status === 'rejected') throw set.reason;
  return upserted.value;
}
