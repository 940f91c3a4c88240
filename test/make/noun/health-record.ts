import type { HealthRecord } from '../../../src/ledger/ledger.ts';

/** What the site showed of an attempt's content at the first look: one point of two has it, unless said otherwise. */
export function makeHealthRecord(attempt: number, more: Partial<HealthRecord> = {}): HealthRecord {
  return {
    attempt,
    health: 'Progressing',
    distribution: {
      success: 1,
      inProgress: 1,
      failed: 0,
      unknown: 0,
      points: [
        { name: 'dp01.corp.example', state: 'success', message: null },
        { name: 'dp02.corp.example', state: 'inProgress', message: 'waiting for "content"' },
      ],
    },
    checkedAt: 3_000,
    checks: 1,
    done: false,
    ...more,
  };
}
