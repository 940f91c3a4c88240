import { streamRecords } from '../mirror/stream.ts';
import type { CheckoutRepository } from './repository.ts';

/** Whether git keeps a file of a checkout, so that a merge can bring another text of it. `path` is seen from its top. */
export async function isTracked({ objects }: CheckoutRepository, path: string): Promise<boolean> {
  for await (const records of streamRecords(objects, ['ls-files', '-z', '--'], path)) {
    if (records.length > 0) return true;
  }
  return false;
}
