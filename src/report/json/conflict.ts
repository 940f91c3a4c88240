import { z } from 'zod';
import type { Conflict } from '../../model/plan.ts';
import { ENTRY_NAMES, entryNames } from './entry-names.ts';
import { PlaceForm, placeRow } from './place.ts';

/** The same entry declared more than once. */
export const ConflictForm = z
  .strictObject({
    ...ENTRY_NAMES,
    declaredAt: z.array(PlaceForm).min(2).describe('Every place that declares it.'),
  })
  .meta({ id: 'Conflict', description: 'The same entry declared more than once; it is not called.' });

/** A conflict as documents write it. */
export function conflictRow(conflict: Conflict): z.infer<typeof ConflictForm> {
  return { ...entryNames(conflict.entry), declaredAt: conflict.declaredAt.map(placeRow) };
}
