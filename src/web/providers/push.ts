import { z } from 'zod';

/** A ref as a push left it. */
interface Pushed {
  /** As git has it, `refs/heads/main`; null where the sender names none. */
  readonly ref: string | null;
  /** The commit it is at now; null where it is gone, or the text was none. */
  readonly commit: string | null;
}

/** What a host says of a push, and what is taken from it; every other payload does not fit. */
export type PushForm = z.ZodType<readonly Pushed[]>;

/** A commit's id, or null: zeros stand for no commit, and whatever else is none is not passed on. */
export const commitForm = z.string().transform(toCommit).nullish().default(null);

function toCommit(text: string): string | null {
  const id = text.toLowerCase();
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id) && /[^0]/.test(id) ? id : null;
}

/** What the body says of the branch; undefined where it speaks of others, or of something that is no push. */
export function findPushed(form: PushForm, body: Buffer, branch: string): Pushed | undefined {
  const read = form.safeParse(findPayload(body.toString('utf8')));
  return read.data?.findLast(({ ref }) => ref === null || ref === `refs/heads/${branch}`);
}

/** The JSON of a body, or of the field `payload` where a host sends a form; undefined where it is none. */
function findPayload(text: string): unknown {
  const json = text.startsWith('payload=') ? (new URLSearchParams(text).get('payload') ?? '') : text;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
