import { describe, expect, it } from 'vitest';
import { SITE_ERRORS } from '../../src/site/errors.ts';
import { errorOfProvider, PROVIDER_ERRORS } from '../../src/site/provider-errors.ts';

const FOR_GOOD = 'permanent entry';
const SITE = 'transient site';
const UNKNOWN = 'unknown entry';

/** Contract section 2: what becomes of a call that WMI failed, without SMS_ExtendedStatus and with it. */
const CASES: readonly (readonly [hresult: number, bare: string, extended: string])[] = [
  [0x80041001, UNKNOWN, FOR_GOOD],
  [0x80041002, FOR_GOOD, FOR_GOOD],
  [0x80041003, FOR_GOOD, FOR_GOOD],
  [0x80041004, UNKNOWN, FOR_GOOD],
  [0x80041005, FOR_GOOD, FOR_GOOD],
  [0x80041008, FOR_GOOD, FOR_GOOD],
  [0x80041009, UNKNOWN, FOR_GOOD],
  [0x8004100e, SITE, SITE],
  [0x80041010, FOR_GOOD, FOR_GOOD],
  [0x80041013, UNKNOWN, FOR_GOOD],
  [0x80041015, UNKNOWN, FOR_GOOD],
  [0x80041017, FOR_GOOD, FOR_GOOD],
  [0x8004102e, FOR_GOOD, FOR_GOOD],
  [0x8004102f, FOR_GOOD, FOR_GOOD],
  [0x8004106c, UNKNOWN, FOR_GOOD],
  [0x80041069, UNKNOWN, FOR_GOOD],
  [0x80338029, UNKNOWN, FOR_GOOD],
  [0x800706ba, UNKNOWN, FOR_GOOD],
  [0x80070005, SITE, SITE],
];

function verdict(hresult: number, extendedStatus: boolean): string {
  const { verdict: found, scope } = SITE_ERRORS[errorOfProvider(hresult, extendedStatus)];
  return `${found} ${scope}`;
}

describe('the errors of WMI', () => {
  it.each(CASES)('0x%s: %s, and %s with SMS_ExtendedStatus', (hresult, bare, extended) => {
    expect([verdict(hresult, false), verdict(hresult, true)]).toEqual([bare, extended]);
  });

  it('have a case above each, and a sentence', () => {
    expect(PROVIDER_ERRORS.map(({ hresult }) => hresult).sort()).toEqual(
      CASES.map(([hresult]) => hresult).sort(),
    );
    expect(PROVIDER_ERRORS.filter(({ meaning }) => !/^[A-Z].*\.$/.test(meaning))).toEqual([]);
  });

  it('are known as the signed numbers that .NET shows', () => {
    expect(errorOfProvider(-2147217406, false)).toBe('notFound');
  });

  it.each([0, 0x80338041, 0x80338012, 0x803381b9, 0x80041006, -1])(
    'that are not listed prove nothing: %i',
    (hresult) => {
      expect(verdict(hresult, false)).toBe(UNKNOWN);
      expect(verdict(hresult, true)).toBe(FOR_GOOD);
    },
  );
});
