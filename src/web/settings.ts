import { z } from 'zod';
import { VARIABLE_NAME } from '../model/config/environment.ts';
import { SECRET } from '../model/config/secret.ts';
import { NOT_THE_SECRET } from '../model/secrets/looks-like-secret.ts';
import { findListenAddress } from './listen-address.ts';

/** The config's `web`. */
export const webForm = z
  .strictObject({
    listen: z
      .string()
      .refine(
        (text) => findListenAddress(text) !== undefined,
        'is no HOST:PORT; write 127.0.0.1:8470 or [::1]:8470',
      )
      .optional()
      .describe('HOST:PORT. Left out: nothing is served, unless --listen says so.'),
    metricsTokenEnv: z
      .string()
      .regex(...VARIABLE_NAME)
      .refine(...NOT_THE_SECRET)
      .meta(SECRET.variable)
      .optional()
      .describe(
        'The environment variable with the bearer token that /metrics asks for. Left out: served on loopback only.',
      ),
  })
  .describe('The address that webhooks, probes and metrics are served on.');
