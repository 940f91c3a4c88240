// Every way in which a site can fail us, as data: what people read, and what it means for the entry.

/** What `explain CODE` shows of an error. `title` is one sentence without its full stop. */
export interface ErrorPage {
  readonly code: string;
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
}

/** The errors by name. A code keeps its meaning for ever. */
export const SITE_ERRORS = {
  wrongSite: {
    code: 'DPS2001',
    title: 'The provider speaks for another site than the config says',
    meaning: 'SMS_Identification.ThisSiteCode is not the code of the config, so nothing was called.',
    remedy: 'Correct the code or the url of this site in the config.',
  },
  nameNotFound: {
    code: 'DPS2010',
    title: "The name of the site's provider could not be resolved",
    meaning: 'Nothing was sent.',
    remedy: 'Check the host in the url of this site, and the name servers of this machine.',
  },
  notReachable: {
    code: 'DPS2011',
    title: 'No connection to the site could be made',
    meaning: 'Nothing was sent: the host refused the connection, did not answer in time, or has no route.',
    remedy: 'Check that the SMS Provider runs, and the firewall between here and its port.',
  },
  certificateRefused: {
    code: 'DPS2012',
    title: "The site's certificate is not trusted",
    meaning: 'Nothing was sent: the certificate is expired, of another name, or of an unknown authority.',
    remedy:
      "Put the issuing authority's certificate (often SMS Issuing) in a PEM file and name it as caFile.",
  },
  tlsFailed: {
    code: 'DPS2013',
    title: 'No encrypted connection to the site could be made',
    meaning: 'Nothing was sent: the two sides did not agree on a protocol.',
    remedy: 'Check that the url names an https port, and that the provider offers TLS 1.2 or newer.',
  },
  tokenMissing: {
    code: 'DPS2014',
    title: 'The bearer token could not be had',
    meaning: 'Nothing was sent.',
    remedy: 'Check tokenEnv, tokenFile or tokenCommand of this site.',
  },
  notSent: {
    code: 'DPS2015',
    title: 'The request was not sent',
    meaning: 'It ended before its first byte was written.',
    remedy: 'It is tried again by itself.',
  },
  dropped: {
    code: 'DPS2016',
    title: 'The call was dropped before it was sent',
    meaning: 'Its deadline had passed before a connection was free, so it was not sent.',
    remedy: 'It is tried again by itself; raise maxConcurrentCalls or callTimeout if this goes on.',
  },
  unauthorized: {
    code: 'DPS2020',
    title: 'The site does not know who calls',
    meaning: 'The answer was HTTP 401.',
    remedy: 'Check auth of this site; a token may have expired.',
  },
  forbidden: {
    code: 'DPS2021',
    title: 'The site does not allow this',
    meaning: 'The answer was HTTP 403.',
    remedy: 'Give the account Read and Copy to Distribution Point on the group and the package.',
  },
  notFound: {
    code: 'DPS2022',
    title: 'The site does not have what was asked for',
    meaning: 'The answer was HTTP 404: no such group, class or method, or this account may not see it.',
    remedy: "Check the url of this site, and the group and the account's security scopes in the console.",
  },
  refused: {
    code: 'DPS2023',
    title: 'The site refused the request',
    meaning: 'The answer was an HTTP status from 400 to 499: it will not be done as it stands.',
    remedy: 'Read what the site says, and AdminService.log on the provider.',
  },
  tooMany: {
    code: 'DPS2024',
    title: 'The site has too many requests to answer',
    meaning: 'The answer was HTTP 429; the method did not run.',
    remedy: 'It is tried again by itself; lower maxConcurrentCalls if this goes on.',
  },
  unavailable: {
    code: 'DPS2025',
    title: 'The site is not available now',
    meaning: 'The answer was HTTP 503; the method did not run.',
    remedy: 'It is tried again by itself; check the SMS Provider if this goes on.',
  },
  methodFailed: {
    code: 'DPS2030',
    title: 'ReDistributePackage failed',
    meaning: 'The method ran and returned something other than 0.',
    remedy: 'Read SMSProv.log on the provider; then use dpsync retry.',
  },
  providerError: {
    code: 'DPS2031',
    title: 'The provider reported an error',
    meaning: "The answer was HTTP 500 with the AdminService's own error.",
    remedy: 'Read SMSProv.log on the provider; a call that failed is sent again by dpsync retry.',
  },
  timedOut: {
    code: 'DPS2040',
    title: 'No answer came in time',
    meaning: 'The request was sent; whether the site took a call is not known.',
    remedy: 'Check the SMS Provider; a call that stays unknown is settled by dpsync resolve.',
  },
  connectionLost: {
    code: 'DPS2041',
    title: 'The connection broke before the answer',
    meaning: 'The request was sent; whether the site took a call is not known.',
    remedy: 'Check the SMS Provider; a call that stays unknown is settled by dpsync resolve.',
  },
  unreadable: {
    code: 'DPS2042',
    title: 'The answer cannot be understood',
    meaning:
      'It is too large, no JSON, or lacks what it must have; whether the site took a call is not known.',
    remedy:
      'Check that the url leads to an AdminService; a call that stays unknown is settled by dpsync resolve.',
  },
  unexpectedStatus: {
    code: 'DPS2043',
    title: 'The answer has an HTTP status that says nothing certain',
    meaning: 'Something on the way to the method failed; whether the site took a call is not known.',
    remedy:
      'Check what stands before the SMS Provider; a call that stays unknown is settled by dpsync resolve.',
  },
  strayLink: {
    code: 'DPS2044',
    title: 'The site sends its readers elsewhere',
    meaning: 'The link to the next rows leads to another place than the url of the config, or never ends.',
    remedy: 'Write the url of this site as the provider itself names it.',
  },
  badCaFile: {
    code: 'DPS2050',
    title: 'The file of caFile cannot be used',
    meaning: 'It cannot be read, or holds no certificate in PEM form.',
    remedy: 'Name a PEM file with the certificate of the issuing authority.',
  },
} as const satisfies Readonly<Record<string, ErrorPage>>;

export type SiteErrorName = keyof typeof SITE_ERRORS;

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

/** What an HTTP status of a method call says; the first row that covers it counts. 2xx and 500 are decided by the body. */
export interface StatusRule {
  readonly from: number;
  readonly to: number;
  readonly verdict: 'forGood' | 'forNow' | 'unknown';
  readonly scope: 'entry' | 'site';
  readonly error: SiteErrorName;
}

/** The contract's section 2, status by status. */
export const STATUS_RULES: readonly StatusRule[] = [
  { from: 401, to: 401, verdict: 'forNow', scope: 'site', error: 'unauthorized' },
  { from: 408, to: 408, verdict: 'unknown', scope: 'entry', error: 'unexpectedStatus' },
  { from: 429, to: 429, verdict: 'forNow', scope: 'entry', error: 'tooMany' },
  { from: 403, to: 403, verdict: 'forGood', scope: 'entry', error: 'forbidden' },
  { from: 404, to: 404, verdict: 'forGood', scope: 'entry', error: 'notFound' },
  { from: 400, to: 499, verdict: 'forGood', scope: 'entry', error: 'refused' },
  { from: 503, to: 503, verdict: 'forNow', scope: 'entry', error: 'unavailable' },
  { from: 100, to: 999, verdict: 'unknown', scope: 'entry', error: 'unexpectedStatus' },
];
