import { describe, expect, it } from 'vitest';
import { SITE_ERRORS, STATUS_RULES } from '../../src/site/error-table.ts';

const PAGES = Object.values(SITE_ERRORS);

describe('the table of errors', () => {
  it('gives every error a code of its own', () => {
    const codes = PAGES.map((page) => page.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.every((code) => /^DPS2\d{3}$/.test(code))).toBe(true);
  });

  it.each(PAGES)('$code is written in whole sentences', ({ title, meaning, remedy }) => {
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(remedy).toMatch(/^[A-Z].*\.$/);
  });

  it('has a rule for every HTTP status', () => {
    for (let status = 100; status < 1000; status += 1) {
      expect(STATUS_RULES.some(({ from, to }) => status >= from && status <= to)).toBe(true);
    }
  });
});
