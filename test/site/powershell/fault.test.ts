import { describe, expect, it } from 'vitest';
import { SITE_ERRORS } from '../../../src/site/errors.ts';
import {
  calledName,
  faultDetail,
  isOfConnection,
  openingName,
  readName,
  type ScriptFault,
  unsentName,
} from '../../../src/site/powershell/fault.ts';
import { PROVIDER_ERRORS } from '../../../src/site/provider-errors.ts';

const CIM = 'Microsoft.Management.Infrastructure.CimException';

function fault(change: Partial<ScriptFault>): ScriptFault {
  return {
    types: [CIM],
    id: '',
    message: 'Something.',
    hresult: -2146233088,
    messageId: '',
    native: '',
    dataClass: '',
    description: '',
    ...change,
  };
}

/** What CIM says by an HRESULT. */
function cim(hresult: string, change: Partial<ScriptFault> = {}): ScriptFault {
  return fault({ messageId: `HRESULT 0x${hresult}`, native: 'Failed', ...change });
}

const POLICY = fault({
  types: [
    'System.Management.Automation.CommandNotFoundException',
    'System.Management.Automation.PSSecurityException',
  ],
  id: 'CouldNotAutoloadMatchingModule',
});
const MISSING = fault({ types: ['System.Management.Automation.CommandNotFoundException'] });
const CONSTRAINED = fault({ id: 'MethodInvocationNotSupportedInConstrainedLanguage' });

describe('an error', () => {
  it.each<readonly [string, ScriptFault, called: string, read: string, unsent: string, opening: string]>([
    ['no such group', cim('80041002'), 'notFound', 'notFound', 'notFound', 'notFound'],
    ['access denied', cim('80041003'), 'forbidden', 'forbidden', 'forbidden', 'noWmiAccess'],
    ['Windows refuses', cim('80070005'), 'forbidden', 'unauthorized', 'unauthorized', 'noWmiAccess'],
    ['no namespace', cim('8004100E'), 'providerFault', 'noProvider', 'noProvider', 'noProvider'],
    ['failed', cim('80041001'), 'providerFault', 'providerFault', 'notSent', 'providerFault'],
    ['out of time', cim('80338029'), 'timedOut', 'timedOut', 'notSent', 'timedOut'],
    ['too many conditions', cim('8004106c'), 'tooLarge', 'tooLarge', 'notSent', 'tooLarge'],
    ['RPC', cim('800706ba'), 'providerFault', 'notReachable', 'notReachable', 'notReachable'],
    ['WinRM', cim('80338012'), 'providerFault', 'remotingRefused', 'remotingRefused', 'remotingRefused'],
    ['a name', cim('803381b9'), 'providerFault', 'nameNotFound', 'nameNotFound', 'nameNotFound'],
    [
      'no HRESULT',
      fault({ hresult: -2147217406 }),
      'providerFault',
      'providerFault',
      'notSent',
      'providerFault',
    ],
    ['the policy', POLICY, 'providerFault', 'executionPolicy', 'executionPolicy', 'executionPolicy'],
    ['no cmdlets', MISSING, 'providerFault', 'noCim', 'noCim', 'noCim'],
    [
      'language',
      CONSTRAINED,
      'providerFault',
      'constrainedLanguage',
      'constrainedLanguage',
      'constrainedLanguage',
    ],
  ])('%s', (_what, made, ...names) => {
    expect([calledName(made), readName(made), unsentName(made), openingName(made)]).toEqual(names);
  });

  it.each([
    ['AccessDenied', 'forbidden'],
    ['NotFound', 'notFound'],
    ['InvalidNamespace', 'noProvider'],
    ['TypeMismatch', 'refused'],
    ['MethodNotFound', 'refused'],
    ['Failed', 'providerFault'],
    ['constructor', 'providerFault'],
  ])('whose HRESULT says nothing is what CIM calls it: %s', (native, name) => {
    expect(readName(cim('80338104', { native }))).toBe(name);
  });

  it.each([...PROVIDER_ERRORS.map(({ hresult }) => hresult), 0x80338012])(
    'never has a call that was made sent again by itself: %i',
    (hresult) => {
      const made = cim(hresult.toString(16));
      for (const told of [made, { ...made, dataClass: 'SMS_ExtendedStatus' }]) {
        expect(SITE_ERRORS[calledName(told)].verdict).not.toBe('transient');
      }
    },
  );

  it('of the provider, when it was asked for the group, is none of the method', () => {
    expect(unsentName(cim('80041001', { dataClass: 'SMS_ExtendedStatus' }))).toBe('notSent');
  });

  it('with SMS_ExtendedStatus is one of the method, unless it says more', () => {
    expect(calledName(cim('80041001', { dataClass: 'SMS_ExtendedStatus' }))).toBe('providerError');
    expect(calledName(cim('80041003', { dataClass: 'SMS_ExtendedStatus' }))).toBe('forbidden');
    expect(calledName(cim('80041001', { dataClass: '__ExtendedStatus' }))).toBe('providerFault');
  });

  it('is told in the words of the provider, where it has some', () => {
    expect(faultDetail(fault({}))).toBe('Something.');
    expect(faultDetail(cim('80041001', { description: 'No space.' }))).toBe('HRESULT 0x80041001, No space.');
  });

  it.each([
    [cim('800706ba'), true],
    [cim('80041004'), true],
    [cim('80338029'), true],
    [cim('80041002'), false],
    [cim('8004106c'), false],
    [cim('80041001', { dataClass: 'SMS_ExtendedStatus' }), false],
  ])('may be one of the connection: %o %s', (made, isOne) => {
    expect(isOfConnection(made)).toBe(isOne);
  });
});
