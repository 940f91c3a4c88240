// One comment, whoever else runs at the same time, and whatever a person deletes in between.
import { Failure } from '../model/failure.ts';
import { hostFailure } from './failure.ts';
import type { Comment, Host } from './host.ts';

/** What became of the comment. `none`: there is none, and none was to be made. */
export type Upserted = 'created' | 'updated' | 'unchanged' | 'none';

/** What the comment is to say. */
interface Wanted {
  readonly text: string;
  /** False: a comment that is there is updated, and none is made. */
  readonly mayCreate: boolean;
}

const MOST_TRIES = 4;

/** Brings the one comment of this key up to date. Throws a Failure where it vanishes again and again. */
export async function upsertComment(wanted: Wanted, host: Host): Promise<Upserted> {
  let unclear: Failure | undefined;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    try {
      const done = await tryUpsert(wanted, host);
      if (done) return done;
    } catch (error) {
      if (!(error instanceof Failure) || error.consequence !== 'retry') throw error;
      unclear = error;
    }
  }
  throw unclear ?? hostFailure('contended', { where: host.name });
}

/** Undefined where something came between: it is to be looked at anew. */
async function tryUpsert({ text, mayCreate }: Wanted, host: Host): Promise<Upserted | undefined> {
  const [oldest, ...others] = oldestFirst(await host.listOwn());
  if (!oldest) return mayCreate ? tryCreate(text, host) : 'none';
  for (const other of others) await host.remove(other);
  if (oldest.text === text) return 'unchanged';
  return (await host.update(oldest, text)) ? 'updated' : undefined;
}

/** Of two that create at once the older comment stays; both see both, since each lists after its own was there. */
async function tryCreate(text: string, host: Host): Promise<Upserted | undefined> {
  const own = await host.create(text);
  const [oldest] = oldestFirst(await host.listOwn());
  if (!oldest || oldest.id >= own.id) return 'created';
  await host.remove(own);
  return undefined;
}

function oldestFirst(comments: readonly Comment[]): readonly Comment[] {
  return comments.toSorted((one, other) => one.id - other.id);
}
