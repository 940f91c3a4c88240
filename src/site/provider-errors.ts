// What WMI says of a call that failed, as data. Most HRESULTs leave open whether the method ran; only these few prove it.
import { SITE_ERRORS, type SiteErrorName } from './errors.ts';

/** An HRESULT of WMI, and which error it is. */
interface ProviderError {
  readonly hresult: number;
  /** Its name in the SDK; null where it has none there. */
  readonly name: string | null;
  /** What it means here. */
  readonly meaning: string;
  readonly error: SiteErrorName;
}

/**
 * HRESULTs that matter to a call: of Microsoft's page "WMI error constants", of wsmerror.h, and Windows' own. One that is
 * not listed proves nothing.
 */
export const PROVIDER_ERRORS: readonly ProviderError[] = [
  {
    hresult: 0x80041001,
    name: 'WBEM_E_FAILED',
    meaning: 'Something failed, and only SMS_ExtendedStatus says what.',
    error: 'providerFault',
  },
  {
    hresult: 0x80041002,
    name: 'WBEM_E_NOT_FOUND',
    meaning: 'There is no such group or package, or this account may not see it.',
    error: 'notFound',
  },
  {
    hresult: 0x80041003,
    name: 'WBEM_E_ACCESS_DENIED',
    meaning: 'The account lacks a right on the group, the package or the namespace.',
    error: 'forbidden',
  },
  {
    hresult: 0x80041004,
    name: 'WBEM_E_PROVIDER_FAILURE',
    meaning: 'The provider died, perhaps in the middle of the call.',
    error: 'providerFault',
  },
  {
    hresult: 0x80041005,
    name: 'WBEM_E_TYPE_MISMATCH',
    meaning: 'The parameter is of another type than the method takes, such as an array.',
    error: 'refused',
  },
  {
    hresult: 0x80041008,
    name: 'WBEM_E_INVALID_PARAMETER',
    meaning: 'A parameter is not valid.',
    error: 'refused',
  },
  {
    hresult: 0x80041009,
    name: 'WBEM_E_NOT_AVAILABLE',
    meaning: 'Something that the provider needs is not available now.',
    error: 'providerFault',
  },
  {
    hresult: 0x8004100e,
    name: 'WBEM_E_INVALID_NAMESPACE',
    meaning: 'The server has no namespace of this site: a wrong site code, or no SMS Provider.',
    error: 'noProvider',
  },
  {
    hresult: 0x80041010,
    name: 'WBEM_E_INVALID_CLASS',
    meaning: 'The namespace has no such class.',
    error: 'refused',
  },
  {
    hresult: 0x80041013,
    name: 'WBEM_E_PROVIDER_LOAD_FAILURE',
    meaning: 'The provider could not be loaded.',
    error: 'providerFault',
  },
  {
    hresult: 0x80041015,
    name: 'WBEM_E_TRANSPORT_FAILURE',
    meaning: 'The network failed, before the call or after it.',
    error: 'providerFault',
  },
  {
    hresult: 0x80041017,
    name: 'WBEM_E_INVALID_QUERY',
    meaning: 'The query is not understood.',
    error: 'refused',
  },
  {
    hresult: 0x8004102e,
    name: 'WBEM_E_INVALID_METHOD',
    meaning: 'The class has no such method.',
    error: 'refused',
  },
  {
    hresult: 0x8004102f,
    name: 'WBEM_E_INVALID_METHOD_PARAMETERS',
    meaning: 'The parameters are not those of the method.',
    error: 'refused',
  },
  {
    hresult: 0x8004106c,
    name: 'WBEM_E_QUOTA_VIOLATION',
    meaning: 'The query has more conditions than WMI takes.',
    error: 'tooLarge',
  },
  {
    hresult: 0x80041069,
    name: 'WBEM_E_TIMED_OUT',
    meaning: 'The time limit of the operation passed.',
    error: 'timedOut',
  },
  {
    hresult: 0x80338029,
    name: 'ERROR_WSMAN_OPERATION_TIMEDOUT',
    meaning: 'The time limit of the operation passed.',
    error: 'timedOut',
  },
  {
    hresult: 0x800706ba,
    name: null,
    meaning: 'The RPC server could not be reached; of a call that had left already this proves nothing.',
    error: 'providerFault',
  },
  {
    hresult: 0x80070005,
    name: null,
    meaning: 'Windows refused the connection itself: the account has no right to activate DCOM there.',
    error: 'unauthorized',
  },
];

/** The class of the object by which the provider itself says that the method failed, and which error that is. */
export const EXTENDED_STATUS = {
  className: 'SMS_ExtendedStatus',
  error: 'providerError',
} as const satisfies { readonly className: string; readonly error: SiteErrorName };

/**
 * The error of a call that WMI failed. An HRESULT that proves something says more than SMS_ExtendedStatus, which says
 * no more than that the method failed; without either it is not known whether it ran.
 */
export function errorOfProvider(hresult: number, extendedStatus: boolean): SiteErrorName {
  // .NET shows an HRESULT as a signed number.
  const listed = PROVIDER_ERRORS.find((candidate) => candidate.hresult === hresult >>> 0);
  const error = listed?.error ?? 'providerFault';
  return extendedStatus && SITE_ERRORS[error].verdict === 'unknown' ? EXTENDED_STATUS.error : error;
}
