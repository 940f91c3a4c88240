import { z } from 'zod';

/** What every document of this version says of itself. */
export const API_VERSION = 'dpsync/v1';

/** The form of one kind of document: its fields, and the two that name the version and the kind. */
export function documentForm<const Kind extends string, Fields extends z.core.$ZodLooseShape>(
  kind: Kind,
  description: string,
  fields: Fields,
) {
  return z
    .strictObject({
      apiVersion: z.literal(API_VERSION).describe('The version of this form.'),
      kind: z.literal(kind).describe('The kind of document.'),
      ...fields,
    })
    .meta({ title: `dpsync ${kind}`, description });
}
