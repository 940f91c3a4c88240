import { describe, expect, it } from 'vitest';
import { CONNECT_ERRORS, errorOfStatus, STATUS_RULES } from '../../src/site/error-table.ts';
import { SITE_ERRORS } from '../../src/site/errors.ts';

describe('the rules of HTTP statuses', () => {
  it.each(STATUS_RULES)('$from to $to ($own): $error', ({ from, to, own, error }) => {
    expect(errorOfStatus(to, own ?? true)).toBe(error);
    expect(errorOfStatus(from, own ?? false)).toBe(from === 400 ? 'refused' : error);
    expect(SITE_ERRORS[error].verdict).not.toBe('readOnly');
  });

  it.each([100, 301, 408, 500, 502, 504, 599, 999])('say of %i that nothing is certain', (status) => {
    expect(errorOfStatus(status, false)).toBe('unexpectedStatus');
  });

  it.each([501, 502, 504])('say of %i that nothing is certain, even in its own words', (status) => {
    expect(errorOfStatus(status, true)).toBe('unexpectedStatus');
  });
});

describe('what keeps a request from being sent', () => {
  it.each(Object.entries(CONNECT_ERRORS))('%s is true of the whole site: %s', (_code, error) => {
    expect(SITE_ERRORS[error]).toMatchObject({ verdict: 'transient', scope: 'site' });
  });
});
