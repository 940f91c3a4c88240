import { z } from 'zod';
import type { Place } from '../../model/origin.ts';

/** The fields of a place in a file of a source. */
export const PLACE_FIELDS = {
  source: z.string().describe('The name of the source.'),
  file: z.string().describe("The file's path in the source, with slashes."),
  line: z.int().min(1).describe('Counts from 1.'),
  column: z.int().min(1).describe('Counts from 1, in UTF-16 units.'),
};

/** A place in a file of a source. */
export const PlaceForm = z
  .strictObject(PLACE_FIELDS)
  .meta({ id: 'Place', description: 'A place in a file of a source.' });

/** A place as documents write it. */
export function placeRow({ source, file, line, column }: Place): z.infer<typeof PlaceForm> {
  return { source, file, line, column };
}
