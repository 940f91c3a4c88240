# Run by an administrator of the computer that dpsync runs on. It may be run again: the service is installed anew.
#Requires -RunAsAdministrator
#Requires -Modules ActiveDirectory
[CmdletBinding()]
param(
    # DOMAIN\account$, as make-account.ps1 made it.
    [Parameter(Mandatory)] [ValidatePattern('^[^\\]+\\[^\\]+\$$')] [string] $Account,
    [string] $Program = "$env:ProgramFiles\dpsync",
    [string] $Data = "$env:ProgramData\dpsync"
)
$ErrorActionPreference = 'Stop'

function Invoke-Program {
    param([string] $File, [string[]] $Arguments)
    & $File @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$File ended with $LASTEXITCODE." }
}

$name = ($Account -split '\\')[1].TrimEnd('$')
Install-ADServiceAccount -Identity $name
if (-not (Test-ADServiceAccount -Identity $name)) { throw "This computer may not use $Account; see make-account.ps1." }

# The ledger, the mirrors and the logs: for the service and for administrators, and nobody else.
foreach ($folder in $Data, "$Data\state", "$Data\logs") { New-Item -ItemType Directory -Force -Path $folder | Out-Null }
Invoke-Program icacls @($Data, '/inheritance:r', '/grant:r', '*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F', "${Account}:(OI)(CI)M")
# The config names what is called: the service reads it, and administrators write it.
Invoke-Program icacls @("$Data\dpsync.yaml", '/inheritance:r', '/grant:r', '*S-1-5-18:F', '*S-1-5-32-544:F', "${Account}:R")
# The wrapper keeps a file of its own there.
New-Item -ItemType Directory -Force -Path "$env:ProgramData\Servy" | Out-Null
Invoke-Program icacls @("$env:ProgramData\Servy", '/grant', "${Account}:(OI)(CI)M")

if (Get-Service -Name dpsync -ErrorAction SilentlyContinue) {
    Stop-Service -Name dpsync
    Invoke-Program servy-cli @('uninstall', '--name=dpsync')
}
# Stopped by Ctrl-C, with 120 s to end: more than 30 s for the calls in flight and the longest callTimeout.
# Started again after every end but exit code 0, as often as it takes.
Invoke-Program servy-cli @(
    'install', '--name=dpsync', '--description=GitOps for Configuration Manager content'
    "--path=$env:ProgramFiles\nodejs\node.exe", '--params=dist\main.js run', "--startupDir=$Program"
    "--env=DPSYNC_CONFIG=$Data\dpsync.yaml;DPSYNC_HOME=$Data\state"
    "--user=$Account", '--startupType=AutomaticDelayedStart', '--stopTimeout=120'
    "--stdout=$Data\logs\dpsync.out", "--stderr=$Data\logs\dpsync.jsonl"
    '--enableSizeRotation', '--rotationSize=10', '--maxRotations=10'
    '--enableHealth', '--heartbeatInterval=15', '--maxFailedChecks=1'
    '--recoveryAction=RestartProcess', '--maxRestartAttempts=0'
)
Start-Service -Name dpsync
