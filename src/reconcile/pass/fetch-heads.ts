import { Failure, messageOf } from '../../model/failure.ts';
import type { Source } from '../../source/source.ts';
import { PASS_ERRORS, RECONCILE_ERRORS } from '../errors.ts';
import type { Parts } from '../parts.ts';

/**
 * The commit to plan for each source, by its id. All sources are asked at once; where some fail, one Failure names
 * them all, and nothing is planned: half a picture could take a move between two sources for a removal.
 */
export async function fetchHeads(
  { sources, listen }: Parts,
  fetch: boolean,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const headOf = async (source: Source): Promise<readonly [string, string]> => {
    const commit = await (fetch ? source.fetch(signal) : source.head());
    if (fetch) listen({ type: 'fetched', source: source.name, commit });
    return [source.id, commit];
  };
  const settled = await Promise.allSettled(sources.map(headOf));
  if (signal?.aborted)
    throw new Failure(PASS_ERRORS.interrupted, 'stopped while the sources were fetched; nothing was called');
  const failures = settled.flatMap((result, index) =>
    result.status === 'rejected' ? [{ name: sources[index]?.name, reason: result.reason as unknown }] : [],
  );
  const [first] = failures;
  if (first) {
    const text = failures.map(({ name, reason }) => `source ${name}: ${messageOf(reason)}`).join('\n');
    const kind = first.reason instanceof Failure ? first.reason : RECONCILE_ERRORS.sourceFailed;
    throw new Failure(kind, text, first.reason);
  }
  return new Map(settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
}
