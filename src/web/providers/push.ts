import { z } from 'zod';
import { payloadOf } from './form-payload.ts';

/** A ref as a push left it. */
interface Pushed {
  /** As git has it, `refs/heads/main`; null where the sender names none. */
  readonly ref: string | null;
  /** The commit it is at now; null where it is gone, or the text was none. */
  readonly commit: string | null;
}

/** A push that is not told more of: that it came is the hint. */
export const SOME_PUSH: Pushed = { ref: null, commit: null };

/** What a host says of a push, and what is taken from it; every other payload does not fit. */
export type PushForm = z.ZodType<readonly Pushed[]>;

/** A commit's id, or null: zeros stand for no commit, and whatever else is none is not passed on. */
export const commitForm = z.string().transform(toCommit).nullish().default(null);

function toCommit(text: string): string | null {
  const id = text.toLowerCase();
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id) && /[^0]/.test(id) ? id : null;
}

/**
 * What the body says of the branch; undefined where it speaks of others, or of something that is no push. A body that
 * cannot be read may be one.
 */
export function findPushed(form: PushForm, body: Buffer, branch: string): Pushed | undefined {
  const payload = findPayload(body.toString('utf8'));
  if (payload === undefined) return SOME_PUSH;
  return form.safeParse(payload).data?.findLast(({ ref }) => ref === null || ref === `refs/heads/${branch}`);
}

/** The JSON of a body; undefined where it is none. */
function findPayload(text: string): unknown {
  try {
    return JSON.parse(payloadOf(text));
  } catch {
    return undefined;
  }
}
