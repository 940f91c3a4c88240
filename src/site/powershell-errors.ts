// The ways in which a site can fail us that only PowerShell has: the engine, what it may do, and how it reaches a server.

/** The errors by name, beside those of every site: `SITE_ERRORS` holds them to its form. */
export const POWERSHELL_ERRORS = {
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
