// One colour means one thing everywhere: green is well, yellow to be done, blue under way, red wrong, magenta paused.
import type { Outcome } from '../../../model/attempt.ts';
import type { HeldBy } from '../../../model/hold.ts';
import type { Health, PointHealth, Sync } from '../../../model/views/status.ts';
import type { Tone } from './colour.ts';

/** The tone of what became of a call. */
export const OUTCOME_TONES: Readonly<Record<Outcome, Tone>> = {
  open: 'busy',
  accepted: 'good',
  adopted: 'good',
  rejected: 'bad',
  unknown: 'change',
};

/** The tone of whether what is declared was called. */
export const SYNC_TONES: Readonly<Record<Sync, Tone>> = {
  Synced: 'good',
  OutOfSync: 'change',
  Held: 'change',
  Failed: 'bad',
  Unknown: 'change',
};

/** The tone of whether the content arrived. */
export const HEALTH_TONES: Readonly<Record<Health, Tone>> = {
  Healthy: 'good',
  Progressing: 'busy',
  Degraded: 'bad',
  Unknown: 'faint',
};

/** The tone of how far a distribution point is. */
export const POINT_TONES: Readonly<Record<PointHealth['state'], Tone>> = {
  success: 'good',
  inProgress: 'busy',
  failed: 'bad',
  unknown: 'faint',
};

/** The tone of a reason to hold. */
export function holdTone(by: HeldBy): Tone {
  if (by === 'suspended') return 'paused';
  return by === 'failed' || by === 'conflict' || by === 'problem' ? 'bad' : 'change';
}
