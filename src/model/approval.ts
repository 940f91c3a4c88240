import type { Digest } from './digest.ts';
import type { EntryKey } from './entry.ts';

/** What an approval is made of: an entry at one digest. Another revision of the entry is not approved with it. */
export interface ApprovedCall {
  readonly key: EntryKey;
  readonly digest: Digest;
}

/** What somebody approved, and what it came to when it was shown. */
export interface Approval {
  readonly run: string;
  readonly calls: readonly ApprovedCall[];
  /** One for each entry and distribution point, and what all of them send; null where nobody knew. */
  readonly deliveries: number | null;
  readonly bytes: number | null;
}

/** The same for the same entry and digest, and for no other. */
export function callId({ key, digest }: ApprovedCall): string {
  return `${digest} ${key}`;
}
