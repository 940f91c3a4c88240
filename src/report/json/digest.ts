import { z } from 'zod';

/** SHA-256, in hex, of an entry's meaning. */
export const DigestForm = z.string().regex(/^[0-9a-f]{64}$/);
