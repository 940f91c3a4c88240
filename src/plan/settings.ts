import { z } from 'zod';
import { readDuration } from '../model/units/duration.ts';
import { readSize } from '../model/units/size.ts';
import { windowForm } from './windows/form.ts';

const duration = z.string().transform(readDuration);

/** What keeps entries from being called: the config's `guards`. Durations become milliseconds, sizes bytes. */
export const guardsForm = z
  .strictObject({
    firstRun: z
      .enum(['hold', 'adopt', 'apply'])
      .default('hold')
      .describe('What becomes of the entries of a source that this ledger sees for the first time.'),
    maxCallsPerRun: z
      .int()
      .min(1)
      .default(200)
      .describe('A run with more calls is held as a whole until it is approved.'),
    maxBytesPerRun: z
      .string()
      .transform(readSize)
      .optional()
      .describe('A run that sends more is held as a whole until it is approved.'),
    maxCallsPerDay: z
      .int()
      .min(1)
      .optional()
      .describe(
        'A run that would bring its source above so many calls in 24 hours is held until they are past, or approved.',
      ),
    maxBytesPerDay: z
      .string()
      .transform(readSize)
      .optional()
      .describe('The same for what a source sends in 24 hours.'),
    maxFailures: z.int().min(1).default(10).describe('So many rejections in a row hold the site.'),
    maxAge: duration.prefault('14d').describe('Due for longer than this: stale, until approved.'),
    runningFor: duration
      .prefault('4h')
      .describe('A distribution job of the same package and group younger than this holds the entry.'),
    windows: z
      .array(windowForm)
      .optional()
      .describe(
        'When calls may start. Deny beats allow; outside of the allow windows that speak of an entry it is held.',
      ),
  })
  .prefault({});

/** How the waves of a run follow one another: the config's `waves`. */
export const wavesForm = z
  .strictObject({
    gate: z
      .enum(['accepted', 'healthy'])
      .default('accepted')
      .describe('What the lower waves must be before a wave starts.'),
    tolerance: z
      .string()
      .regex(/^(100|\d{1,2})%$/, 'is no percentage; write 0% to 100%')
      .transform((text) => Number.parseInt(text, 10) / 100)
      .prefault('0%')
      .describe('With gate healthy: the share of distribution points that may have failed.'),
    timeout: duration
      .prefault('24h')
      .describe('With gate healthy: a wave whose content takes longer stops the next.'),
  })
  .prefault({});

/** When a call that was rejected for now is tried again: the config's `retry`. */
export const retryForm = z
  .strictObject({
    limit: z.int().min(0).default(5).describe('How many times an entry is tried again.'),
    backoff: z
      .strictObject({
        initial: duration.prefault('30s'),
        factor: z.number().min(1).max(100).default(2),
        max: duration.prefault('30m'),
      })
      .prefault({})
      .describe('How long to wait before the next try.'),
  })
  .prefault({});

export type GuardSettings = z.infer<typeof guardsForm>;
export type RetrySettings = z.infer<typeof retryForm>;
/** `tolerance` is a share from 0 to 1. */
export type WaveSettings = z.infer<typeof wavesForm>;
