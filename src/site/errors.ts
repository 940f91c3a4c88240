// Every way in which a site can fail us, as data: what people read, and what it means for the entry.
import type { ErrorPage } from '../model/error-page.ts';

/** An error of a site. `scope: 'site'` says that it is true of the whole site, not of one entry. */
interface SiteErrorPage extends ErrorPage {
  readonly scope: 'entry' | 'site';
}

/** The errors by name, beside those of every site: `SITE_ERRORS` holds them to its form. */
const POWERSHELL_ERRORS = {
  engineMissing: {
    code: 'DPS2060',
    title: 'PowerShell could not be started',
    meaning: 'There is no such program, it may not be run, or it ended at once; nothing was sent.',
    remedy: 'Install PowerShell, or name the program as executable of this site in the config.',
    verdict: 'transient',
    scope: 'site',
  },
  engineTooOld: {
    code: 'DPS2061',
    title: 'This PowerShell is too old',
    meaning: 'It is older than Windows PowerShell 5.1; nothing was sent.',
    remedy: 'Install Windows Management Framework 5.1 or PowerShell 7.',
    verdict: 'transient',
    scope: 'site',
  },
  constrainedLanguage: {
    code: 'DPS2062',
    title: 'PowerShell runs in constrained language mode',
    meaning: 'A policy of this machine (App Control or AppLocker) keeps scripts from .NET; nothing was sent.',
    remedy: 'Allow PowerShell the full language for the account of dpsync, or use the AdminService.',
    verdict: 'transient',
    scope: 'site',
  },
  executionPolicy: {
    code: 'DPS2063',
    title: 'The execution policy keeps PowerShell from loading CIM',
    meaning: 'The module CimCmdlets may not be loaded on this machine; nothing was sent.',
    remedy: 'Set the policy to RemoteSigned: Set-ExecutionPolicy RemoteSigned, or by group policy.',
    verdict: 'transient',
    scope: 'site',
  },
  noCim: {
    code: 'DPS2064',
    title: 'This PowerShell has no CIM cmdlets',
    meaning: 'The module CimCmdlets is only there on Windows, and was not found; nothing was sent.',
    remedy: 'Run dpsync on Windows, or use the AdminService for this site.',
    verdict: 'transient',
    scope: 'site',
  },
  engineSilent: {
    code: 'DPS2065',
    title: 'PowerShell did not get ready',
    meaning: 'It did not answer in time, or said something else; nothing was sent.',
    remedy: 'Start the executable of this site by hand with -NoProfile, and see what it waits for or says.',
    verdict: 'transient',
    scope: 'site',
  },
  remotingRefused: {
    code: 'DPS2066',
    title: 'The server cannot be reached over WinRM',
    meaning: 'WinRM is not set up there, or does not trust this machine; nothing was sent.',
    remedy:
      'Run "winrm quickconfig" on the server and open port 5985, name it as Kerberos knows it, or use protocol: dcom.',
    verdict: 'transient',
    scope: 'site',
  },
  noWmiAccess: {
    code: 'DPS2067',
    title: 'This account may not use WMI on the server',
    meaning: 'The connection was refused before anything was asked; nothing was sent.',
    remedy:
      'Make the account an administrative user of the site, and give SMS Admins Remote Activation on the server.',
    verdict: 'transient',
    scope: 'site',
  },
  strangeParameter: {
    code: 'DPS2068',
    title: 'The site describes ReDistributePackage in a way that is not known',
    meaning:
      'Its PackageID is neither a text nor a list of texts, or there is no such method; nothing is called.',
    remedy: 'Report this with the version of the site, and the answer of Get-CimClass.',
    verdict: 'readOnly',
    scope: 'site',
  },
  engineEnded: {
    code: 'DPS2070',
    title: 'PowerShell ended in the middle of a request',
    meaning: 'The request was under way; whether the site took a call is not known.',
    remedy: 'See what ended it; a call that stays unknown is settled by dpsync resolve.',
    verdict: 'unknown',
    scope: 'entry',
  },
  outOfTurn: {
    code: 'DPS2071',
    title: 'PowerShell said something that is no answer',
    meaning: 'The session cannot be trusted and was ended; whether the site took a call is not known.',
    remedy:
      'See what writes into its output, such as a module; a call that stays unknown is settled by dpsync resolve.',
    verdict: 'unknown',
    scope: 'entry',
  },
} as const;

/** The errors by name. The verdicts are those of the contract's section 2. */
export const SITE_ERRORS = {
  wrongSite: {
    code: 'DPS2001',
    title: 'The provider does not speak for the site of the config',
    meaning:
      'SMS_Identification.ThisSiteCode is not the code of the config, or the config has no such site; nothing was called.',
    remedy: 'Correct the code, the url or the server of this site in the config.',
    verdict: 'readOnly',
    scope: 'site',
  },
  nameNotFound: {
    code: 'DPS2010',
    title: "The name of the site's provider could not be resolved",
    meaning: 'Nothing was sent.',
    remedy: 'Check the url or the server of this site, and the name servers of this machine.',
    verdict: 'transient',
    scope: 'site',
  },
  notReachable: {
    code: 'DPS2011',
    title: 'No connection to the site could be made',
    meaning: 'Nothing was sent: the host refused the connection, did not answer in time, or has no route.',
    remedy:
      'Check that the provider runs, and the firewall: https for the AdminService, TCP 5985 for protocol: wsman, TCP 135 and dynamic ports for dcom.',
    verdict: 'transient',
    scope: 'site',
  },
  certificateRefused: {
    code: 'DPS2012',
    title: "The site's certificate is not trusted",
    meaning: 'Nothing was sent: the certificate is expired, of another name, or of an unknown authority.',
    remedy:
      "Put the issuing authority's certificate (often SMS Issuing) in a PEM file and name it as caFile.",
    verdict: 'transient',
    scope: 'site',
  },
  tlsFailed: {
    code: 'DPS2013',
    title: 'No encrypted connection to the site could be made',
    meaning: 'Nothing was sent: the two sides did not agree on a protocol.',
    remedy: 'Check that the url names an https port, and that the provider offers TLS 1.2 or newer.',
    verdict: 'transient',
    scope: 'site',
  },
  tokenMissing: {
    code: 'DPS2014',
    title: 'The bearer token could not be had',
    meaning: 'Nothing was sent.',
    remedy: 'Check tokenEnv, tokenFile or tokenCommand of this site.',
    verdict: 'transient',
    scope: 'site',
  },
  notSent: {
    code: 'DPS2015',
    title: 'The request was not sent',
    meaning: 'It ended before anything of it left.',
    remedy: 'It is tried again by itself.',
    verdict: 'transient',
    scope: 'site',
  },
  dropped: {
    code: 'DPS2016',
    title: 'The call was dropped before it was sent',
    meaning: 'Its deadline had passed before it could leave, so it was not sent.',
    remedy: 'It is tried again by itself; raise maxConcurrentCalls if this goes on.',
    verdict: 'transient',
    scope: 'entry',
  },
  unauthorized: {
    code: 'DPS2020',
    title: 'The site does not know who calls',
    meaning:
      'The answer was HTTP 401, or Windows refused the connection (0x80070005); the method did not run.',
    remedy:
      'Over the AdminService check auth of this site, whose token may have expired; over PowerShell the rights of the account on the server.',
    verdict: 'transient',
    scope: 'site',
  },
  forbidden: {
    code: 'DPS2021',
    title: 'The site does not allow this',
    meaning: "The answer was HTTP 403 or WMI's access denied.",
    remedy: 'Give the account Read and Copy to Distribution Point on the group and the package.',
    verdict: 'permanent',
    scope: 'entry',
  },
  notFound: {
    code: 'DPS2022',
    title: 'The site does not have what was asked for',
    meaning:
      "The answer was the AdminService's own HTTP 404 or WMI's not found: no such group, class or method, or this account may not see it.",
    remedy:
      "Check the url or the server of this site, and the group and the account's security scopes in the console.",
    verdict: 'permanent',
    scope: 'entry',
  },
  refused: {
    code: 'DPS2023',
    title: 'The site refused the request',
    meaning:
      'The answer was an HTTP status from 400 to 499, or a WMI error about the request: it will not be done as it stands.',
    remedy: 'Read what the site says, and AdminService.log or SMSProv.log on the provider.',
    verdict: 'permanent',
    scope: 'entry',
  },
  tooMany: {
    code: 'DPS2024',
    title: 'The site has too many requests to answer',
    meaning: 'The answer was HTTP 429; the method did not run.',
    remedy: 'It is tried again by itself; lower maxConcurrentCalls if this goes on.',
    verdict: 'transient',
    scope: 'entry',
  },
  unavailable: {
    code: 'DPS2025',
    title: 'The site is not available now',
    meaning: 'The answer was HTTP 503; the method did not run.',
    remedy: 'It is tried again by itself; check the SMS Provider if this goes on.',
    verdict: 'transient',
    scope: 'entry',
  },
  notServed: {
    code: 'DPS2026',
    title: 'No AdminService answers at this address',
    meaning:
      "The answer was HTTP 404 in words that are not the AdminService's: Windows (HTTP.SYS) or a proxy answered, so the method did not run.",
    remedy: 'Check that the SMS_REST_PROVIDER component runs on the provider, and the url of this site.',
    verdict: 'transient',
    scope: 'site',
  },
  noProvider: {
    code: 'DPS2027',
    title: 'This server has no SMS Provider of this site',
    meaning: 'WMI has no namespace root\\SMS\\site_CODE there, so the method did not run.',
    remedy: 'Correct the code or the server of this site in the config.',
    verdict: 'transient',
    scope: 'site',
  },
  methodFailed: {
    code: 'DPS2030',
    title: 'ReDistributePackage failed',
    meaning: 'The method ran and returned something other than 0.',
    remedy: 'Read SMSProv.log on the provider; then use dpsync retry.',
    verdict: 'permanent',
    scope: 'entry',
  },
  providerError: {
    code: 'DPS2031',
    title: 'The provider reported an error',
    meaning:
      "The answer was HTTP 500 with the AdminService's own error, or a WMI error with SMS_ExtendedStatus: the method failed.",
    remedy: 'Read SMSProv.log on the provider; a call that failed is sent again by dpsync retry.',
    verdict: 'permanent',
    scope: 'entry',
  },
  timedOut: {
    code: 'DPS2040',
    title: 'No answer came in time',
    meaning: 'The request was sent; whether the site took a call is not known.',
    remedy:
      'Check the SMS Provider, and raise callTimeout of this site if it is slow; a call that stays unknown is settled by dpsync resolve.',
    verdict: 'unknown',
    scope: 'entry',
  },
  connectionLost: {
    code: 'DPS2041',
    title: 'The connection broke before the answer',
    meaning: 'The request was sent; whether the site took a call is not known.',
    remedy: 'Check the SMS Provider; a call that stays unknown is settled by dpsync resolve.',
    verdict: 'unknown',
    scope: 'entry',
  },
  unreadable: {
    code: 'DPS2042',
    title: 'The answer cannot be understood',
    meaning: 'It lacks what it must have, or is not of that form; whether the site took a call is not known.',
    remedy:
      'Check that the url or the server of this site leads to an SMS Provider; a call that stays unknown is settled by dpsync resolve.',
    verdict: 'unknown',
    scope: 'entry',
  },
  unexpectedStatus: {
    code: 'DPS2043',
    title: 'The answer has an HTTP status that says nothing certain',
    meaning: 'Something on the way to the method failed; whether the site took a call is not known.',
    remedy:
      'Check what stands before the SMS Provider; a call that stays unknown is settled by dpsync resolve.',
    verdict: 'unknown',
    scope: 'entry',
  },
  strayLink: {
    code: 'DPS2044',
    title: 'The site sends its readers elsewhere',
    meaning: 'The link to the next rows leads to another place than the url of the config, or never ends.',
    remedy: 'Write the url of this site as the provider itself names it.',
    verdict: 'readOnly',
    scope: 'site',
  },
  overBudget: {
    code: 'DPS2072',
    title: 'The site answers without end',
    meaning:
      'All answers to one question together took more time or room than is given to it. Nothing of them was used, and the other sites go on.',
    remedy:
      'Check the SMS Provider and what stands before it, and that the url or server of this site leads to one.',
    verdict: 'readOnly',
    scope: 'site',
  },
  tooLarge: {
    code: 'DPS2045',
    title: 'The answer is larger than is read',
    meaning:
      'A read is asked again in halves, down to one entry; a call has no long answer, so whether the site took it is not known.',
    remedy:
      'Check that the url or the server of this site leads to an SMS Provider; a call that stays unknown is settled by dpsync resolve.',
    verdict: 'unknown',
    scope: 'entry',
  },
  providerFault: {
    code: 'DPS2046',
    title: 'The error does not say whether the method ran',
    meaning: 'WMI failed somewhere between here and the method; whether the site took a call is not known.',
    remedy: 'Read SMSProv.log on the provider; a call that stays unknown is settled by dpsync resolve.',
    verdict: 'unknown',
    scope: 'entry',
  },
  badCaFile: {
    code: 'DPS2050',
    title: 'The file of caFile cannot be used',
    meaning: 'It cannot be read, or holds no certificate in PEM form; nothing was sent.',
    remedy: 'Name a PEM file with the certificate of the issuing authority.',
    verdict: 'readOnly',
    scope: 'site',
  },
  ...POWERSHELL_ERRORS,
} as const satisfies Readonly<Record<string, SiteErrorPage>>;

/** The name of a site's error in this program's text; people see its code. */
export type SiteErrorName = keyof typeof SITE_ERRORS;
