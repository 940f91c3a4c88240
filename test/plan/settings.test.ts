import { describe, expect, it } from 'vitest';
import { guardsForm, retryForm, wavesForm } from '../../src/plan/settings.ts';

describe('what the config leaves out', () => {
  it('is as the contract says', () => {
    expect(guardsForm.parse(undefined)).toEqual({
      firstRun: 'hold',
      maxCallsPerRun: 200,
      maxFailures: 10,
      maxAge: 14 * 86_400_000,
      runningFor: 4 * 3_600_000,
    });
    expect(wavesForm.parse({})).toEqual({ gate: 'accepted', tolerance: 0, timeout: 86_400_000 });
    expect(retryForm.parse({ backoff: { factor: 3 } })).toEqual({
      limit: 5,
      backoff: { initial: 30_000, factor: 3, max: 1_800_000 },
    });
  });
});

describe('what the config gets wrong', () => {
  it.each([
    ['a key that there is not', guardsForm, { maxCalls: 1 }, 'maxCalls'],
    ['a word that there is not', guardsForm, { firstRun: 'maybe' }, 'hold'],
    ['a budget of nothing', guardsForm, { maxCallsPerRun: 0 }, '>=1'],
    ['a duration without its unit', guardsForm, { maxAge: '14' }, 'is no duration; write 500ms'],
    ['a size without its unit', guardsForm, { maxBytesPerRun: '500' }, 'is no size; write 10MB'],
    ['more than everything', wavesForm, { tolerance: '101%' }, 'is no percentage'],
    ['a back-off that shrinks', retryForm, { backoff: { factor: 0.5 } }, '>=1'],
    ['less than no retry', retryForm, { limit: -1 }, '>=0'],
  ])('is told: %s', (_, form, written, message) => {
    const { error } = form.safeParse(written);
    expect(error?.issues.map((issue) => issue.message).join()).toContain(message);
  });
});
