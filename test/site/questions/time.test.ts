import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { siteTime } from '../../../src/site/questions/time.ts';

// Where the machine's own time is not UTC, a time without an offset must not be taken for one of the machine.
beforeAll(() => vi.stubEnv('TZ', 'America/New_York'));
afterAll(() => vi.unstubAllEnvs());

describe('a time on the wire', () => {
  it.each([
    ['2026-11-20T08:00:00Z', 0],
    ['2026-11-20T08:00:00', 0],
    ['2026-11-20T10:00:00+02:00', 0],
    ['2026-11-20T05:30:00-02:30', 0],
    ['2026-11-20T08:00:00.5', 500],
    ['2026-11-20T08:00:00.1234567Z', 123],
    ['2026-11-20T08:00:00.1234567+00:00', 123],
  ])('%s', (text, milliseconds) => {
    expect(siteTime.parse(text)).toBe(Date.UTC(2026, 10, 20, 8, 0, 0, milliseconds));
  });

  it('may be the first that .NET knows', () => {
    expect(siteTime.parse('0001-01-01T00:00:00Z')).toBeLessThan(0);
  });

  it.each(['', 'x', '2026-11-20', '20261120080000.000000+***', '2026-13-01T00:00:00Z', 0, null])(
    'is not %j',
    (value) => {
      expect(siteTime.safeParse(value).success).toBe(false);
    },
  );
});
