import { expect, it } from 'vitest';
import { isoTime, isoTimeOrNull, TimeForm } from '../../../src/report/json/fields.ts';

it('is ISO 8601 in UTC', () => {
  expect(isoTime(0)).toBe('1970-01-01T00:00:00.000Z');
  expect(isoTimeOrNull(null)).toBeNull();
});

it('stays in the form, however late a declaration puts it', () => {
  const late = isoTime(Date.parse('9999-12-31T23:59:59-14:00'));
  expect(late).toBe('9999-12-31T23:59:59.999Z');
  expect(TimeForm.safeParse(late).success).toBe(true);
});
