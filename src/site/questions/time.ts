import { z } from 'zod';

const WITH_OFFSET = /(?:Z|[+-]\d\d:?\d\d)$/i;

/** A time on the wire (ISO 8601, with or without fraction), in milliseconds since 1970. One without an offset is in UTC. */
export const siteTime = z.iso
  .datetime({ offset: true, local: true })
  .transform((text) => Date.parse(WITH_OFFSET.test(text) ? text : `${text}Z`));
