# The far end of the PowerShell connector in tests: the cmdlets that dpsync's script uses, in front of a simulated site.
#
# Stands for Windows' own module CimCmdlets, and for what WMI and the SMS Provider are behind it:
#   names and types of parameters, and that any other parameter is refused (a real cmdlet has more of them)
#   .NET types of values: String, UInt32, UInt64, Boolean, DateTime of Kind Local
#   WQL as dpsync writes it, see wql.ps1; anything else is WBEM_E_INVALID_QUERY
#   errors: a real CimException with its MessageId, NativeErrorCode, StatusCode and ErrorData, see errors.ps1, ended or not as
#   the caller's $ErrorActionPreference says
#   the namespaces root\SMS (SMS_ProviderLocation), root\SMS\site_XXX (what the simulated site serves), root\cimv2 (the time)
# Leaves out: rights, credentials, WinRM and DCOM themselves, CimInstanceProperties of rows, and that a name which
# CimClassMethods does not have gives $null there (here it throws).
#
# Read from the environment:
#   DPSYNC_STAND_IN_SITE       url of the simulated site, for this machine and any server
#   DPSYNC_STAND_IN_SITES      JSON, server -> url: there are these servers and no others
#   DPSYNC_STAND_IN_PROVIDER   the Machine of SMS_ProviderLocation; left out: the server that is asked
#   DPSYNC_STAND_IN_PARAMETER  CimType of ReDistributePackage's PackageID (String, StringArray, UInt32, ...); None: no such
#                              method
#   DPSYNC_STAND_IN_FAULT      a fault that always happens, such as `Invoke-CimMethod hang`
#   DPSYNC_STAND_IN_FAULTS     a folder. A file that is named as a cmdlet (or `import`: the loading of this module; or
#                              `Get-CimInstance root-cimv2`: that one namespace) holds a fault that happens once, in the one
#                              process that took the file away
#
# Faults, before anything is sent:
#   hang           never comes back, whatever -OperationTimeoutSec says
#   slow MS        takes so many milliseconds longer
#   garbage        writes text, and what looks like an answer, to stdout; then goes on
#   noise          writes to stderr, then goes on
#   flood MB       writes so many megabytes to stdout, then goes on
#   throw TEXT     an error that is none of CIM's
#   hresult CODE   a CimException: `hresult 0x80041003`; with `extended` behind it, one with SMS_ExtendedStatus
#   exit CODE      ends the engine
Set-StrictMode -Version Latest

. $PSScriptRoot/errors.ps1
. $PSScriptRoot/faults.ps1
. $PSScriptRoot/http.ps1
. $PSScriptRoot/metadata.ps1
. $PSScriptRoot/wql.ps1
. $PSScriptRoot/rows.ps1
. $PSScriptRoot/namespaces.ps1
. $PSScriptRoot/sessions.ps1
. $PSScriptRoot/classes.ps1
. $PSScriptRoot/instances.ps1
. $PSScriptRoot/methods.ps1

Start-Fault 'import'
