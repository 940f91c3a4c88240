import { z } from 'zod';
import { ledgerForm } from '../ledger/settings.ts';
import { parseDuration } from '../model/duration.ts';
import { guardsForm, retryForm, wavesForm } from '../plan/settings.ts';
import { siteSettings } from '../site/settings.ts';
import { sourceForm } from '../source/settings.ts';

const duration = (standard: string) =>
  z
    .string()
    .refine((text) => parseDuration(text) !== undefined, 'is no duration; write 500ms, 30s, 5m, 2h or 7d')
    .transform((text) => parseDuration(text) ?? 0)
    .prefault(standard);

/** The whole form of `dpsync.yaml`, also what this version does not do yet. */
export const configForm = z.strictObject({
  apiVersion: z.literal('dpsync/v1'),
  kind: z.literal('Config'),
  ledger: ledgerForm,
  sources: z.array(sourceForm).min(1),
  sites: z.array(siteSettings).min(1),
  guards: guardsForm,
  waves: wavesForm,
  retry: retryForm,
  settle: z
    .strictObject({ after: duration('30s'), giveUp: duration('24h') })
    .prefault({})
    .describe('When the site is asked about unknown outcomes.'),
  health: z
    .strictObject({ after: duration('30s'), interval: duration('60s'), giveUp: duration('24h') })
    .prefault({})
    .describe('When the site is asked whether the content arrived.'),
  web: z
    .strictObject({ listen: z.string().optional() })
    .optional()
    .describe('The address that pages and webhooks are served on.'),
});

/** A config whose form is right. */
export type Config = z.output<typeof configForm>;
