// What happened to a request → which error that is: the error's own page says what it means for the entry.
import type { SiteErrorName } from './errors.ts';

/** What the code of an error that kept a request from being sent means. Everything else is `notSent`. */
export const CONNECT_ERRORS: Readonly<Record<string, SiteErrorName>> = {
  ENOTFOUND: 'nameNotFound',
  EAI_AGAIN: 'nameNotFound',
  ECONNREFUSED: 'notReachable',
  ECONNRESET: 'notReachable',
  ETIMEDOUT: 'notReachable',
  EHOSTUNREACH: 'notReachable',
  EHOSTDOWN: 'notReachable',
  ENETUNREACH: 'notReachable',
  ENETDOWN: 'notReachable',
  EADDRNOTAVAIL: 'notReachable',
  UND_ERR_CONNECT_TIMEOUT: 'notReachable',
  CERT_HAS_EXPIRED: 'certificateRefused',
  CERT_NOT_YET_VALID: 'certificateRefused',
  CERT_REVOKED: 'certificateRefused',
  CERT_UNTRUSTED: 'certificateRefused',
  CERT_REJECTED: 'certificateRefused',
  CERT_SIGNATURE_FAILURE: 'certificateRefused',
  CERT_CHAIN_TOO_LONG: 'certificateRefused',
  INVALID_CA: 'certificateRefused',
  INVALID_PURPOSE: 'certificateRefused',
  PATH_LENGTH_EXCEEDED: 'certificateRefused',
  HOSTNAME_MISMATCH: 'certificateRefused',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificateRefused',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificateRefused',
  UNABLE_TO_GET_ISSUER_CERT: 'certificateRefused',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificateRefused',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificateRefused',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificateRefused',
  EPROTO: 'tlsFailed',
};

/**
 * What an HRESULT means that kept CIM from asking anything: of wsmerror.h, and Windows' own. In the middle of a call the
 * same ones prove nothing, for CIM takes up a connection that it lost.
 */
export const CIM_CONNECT_ERRORS: ReadonlyMap<number, SiteErrorName> = new Map([
  [0x800706ba, 'notReachable'], // RPC_S_SERVER_UNAVAILABLE
  [0x80338126, 'notReachable'], // ERROR_WSMAN_NETWORK_TIMEDOUT
  [0x80338012, 'remotingRefused'], // ERROR_WSMAN_DESTINATION_UNREACHABLE
  [0x803380e4, 'remotingRefused'], // ERROR_WSMAN_SERVER_NOT_TRUSTED
  [0x803381bb, 'remotingRefused'], // ERROR_WSMAN_DEFAULTAUTH_IPADDRESS
  [0x803381b9, 'nameNotFound'], // ERROR_WSMAN_NAME_NOT_RESOLVED
]);

/** Which error the HTTP status of an answer is; 2xx is decided by the body. */
interface StatusRule {
  readonly from: number;
  readonly to: number;
  /** Only where the body is the AdminService's own error (true) or is not (false); left out: either way. */
  readonly own?: boolean;
  readonly error: SiteErrorName;
}

/** The contract's section 2, status by status; the first rule that fits counts. */
export const STATUS_RULES: readonly StatusRule[] = [
  { from: 401, to: 401, error: 'unauthorized' },
  { from: 403, to: 403, error: 'forbidden' },
  // Without the AdminService's own words it never saw the request: HTTP.SYS or a proxy answers while it is down.
  { from: 404, to: 404, own: false, error: 'notServed' },
  { from: 404, to: 404, own: true, error: 'notFound' },
  { from: 408, to: 408, error: 'unexpectedStatus' },
  { from: 429, to: 429, error: 'tooMany' },
  { from: 400, to: 499, error: 'refused' },
  { from: 500, to: 500, own: true, error: 'providerError' },
  { from: 503, to: 503, error: 'unavailable' },
];

/** The error of an answer with this status. Whatever no rule speaks of says nothing certain. */
export function errorOfStatus(status: number, own: boolean): SiteErrorName {
  const rule = STATUS_RULES.find(
    (candidate) => status >= candidate.from && status <= candidate.to && (candidate.own ?? own) === own,
  );
  return rule?.error ?? 'unexpectedStatus';
}
