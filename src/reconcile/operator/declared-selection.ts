// A selector with a slip in it would select nothing, and whoever wrote it would take silence for success.
import { Failure } from '../../model/failure.ts';
import { type Labelled, type Selector, selects } from '../../model/selection/selector.ts';
import { RECONCILE_ERRORS } from '../errors.ts';
import type { Parts } from '../parts.ts';

type Reading = Pick<Parts, 'ledger' | 'sources'>;

/** Throws a Failure where a selector means nothing that is declared, neither by the ledger nor by what a pass found besides. */
export async function refuseUnknown(
  selector: Selector,
  found: readonly Labelled[],
  parts: Reading,
): Promise<void> {
  if (selector.kind === 'entry' && selector.text === '*') return;
  const isMeant = ({ key, labels }: Labelled) => selects(selector, key, labels);
  if (found.some(isMeant)) return;
  const recorded = await readDeclared(selector, parts);
  if (recorded.some(isMeant)) return;
  const entries = [...recorded, ...found];
  const count = new Set(entries.map(({ key }) => key)).size;
  const { nearestTo } = await import('./nearest.ts');
  const near = nearestTo(selector, entries);
  const hint = near.length > 0 ? `; near it: ${near.join(', ')}` : '';
  const things = `${count.toLocaleString('en-US')} ${count === 1 ? 'entry' : 'entries'}`;
  throw new Failure(RECONCILE_ERRORS.selectsNothing, `${selector.text} matches none of ${things}${hint}`);
}

/** Labels are read where they are asked for: they take longer. */
async function readDeclared({ kind }: Selector, { ledger, sources }: Reading): Promise<readonly Labelled[]> {
  const ids = sources.map(({ id }) => id);
  const keys = await ledger.declaredKeys(ids);
  if (kind === 'label') return await ledger.declarationsOfEntries(ids, keys);
  return keys.map((key) => ({ key, labels: [] }));
}
