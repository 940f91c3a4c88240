import { describe, expect, it } from 'vitest';
import type { HostExchange } from '../../../src/review/http/exchange.ts';
import { findWait, type Turn } from '../../../src/review/http/hints.ts';

const NOW = Date.UTC(2026, 10, 22, 14);
const FIRST: Turn = { tries: 0, now: NOW, repeatable: true };

function answered(status: number, headers: Readonly<Record<string, string>> = {}, text = ''): HostExchange {
  return { kind: 'answered', status, headers, text };
}

function lost(kind: 'notSent' | 'lost', code: string): HostExchange {
  return { kind, error: Object.assign(new Error('x'), { code }) };
}

describe('how long is waited', () => {
  it.each([
    ['as many seconds as the host says', answered(429, { 'retry-after': '7' }), 7000],
    ['until the date that it says', answered(503, { 'retry-after': 'Sun, 22 Nov 2026 14:00:09 GMT' }), 9000],
    [
      'not at all, for a date that is past',
      answered(503, { 'retry-after': 'Sun, 22 Nov 2026 13:00:00 GMT' }),
      0,
    ],
    [
      'until the limit begins anew',
      answered(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 3) }),
      3000,
    ],
    ['a second, where it says nothing', answered(429), 1000],
    ['a second, where what it says is no time', answered(429, { 'retry-after': 'soon' }), 1000],
    ['a minute, at a secondary limit', answered(403, {}, 'exceeded a secondary rate limit'), 60_000],
    ['as it says, after an error of its own', answered(502, { 'retry-after': '2' }), 2000],
    ['a second, where there was no connection', lost('notSent', 'ECONNREFUSED'), 1000],
    ['a second, where no answer came', lost('lost', 'ECONNRESET'), 1000],
  ])('%s', (_, result, wait) => {
    expect(findWait(result, FIRST)).toBe(wait);
  });

  it.each([
    ['a certificate is not trusted', lost('notSent', 'SELF_SIGNED_CERT_IN_CHAIN')],
    ['a permission is missing', answered(403, {}, '{"message":"Resource not accessible by integration"}')],
    ['there is no such thing', answered(404)],
    ['the request is wrong', answered(422, { 'retry-after': '1' })],
    ['it leads elsewhere', answered(302)],
  ])('is of no use where %s', (_, result) => {
    expect(findWait(result, FIRST)).toBeNull();
  });

  it.each([
    ['no answer came', lost('lost', 'ECONNRESET')],
    ['the host failed', answered(500)],
    ['something between failed', answered(502, { 'retry-after': '1' })],
  ])('does not make it safe to do twice what is to be done once, where %s', (_, result) => {
    expect(findWait(result, { ...FIRST, repeatable: false })).toBeNull();
  });

  it.each([
    ['it was too often', answered(429, { 'retry-after': '1' })],
    ['the host was not available', answered(503, { 'retry-after': '1' })],
    ['nothing was sent', lost('notSent', 'ENOTFOUND')],
  ])('is told for that as well where nothing was done: %s', (_, result) => {
    expect(findWait(result, { ...FIRST, repeatable: false })).toBe(1000);
  });

  it('doubles without a hint, five times', () => {
    const waits = [0, 1, 2, 3, 4, 5].map((tries) => findWait(answered(500), { ...FIRST, tries }));
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, null]);
  });
});
