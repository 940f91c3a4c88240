# Runs an install script with stand-ins for what changes a computer: each says with which words it was called.
param([Parameter(Mandatory)] [string] $Script)
function Write-Call { param([string] $Name, $Words) "$Name $($Words -join ' | ')"; $global:LASTEXITCODE = 0 }
function Install-ADServiceAccount { Write-Call 'Install-ADServiceAccount' $args }
function Test-ADServiceAccount { $true }
function New-Item { }
function icacls { Write-Call 'icacls' $args }
function servy-cli { Write-Call 'servy-cli' $args }
function Get-Service { $true }
function Stop-Service { Write-Call 'Stop-Service' $args }
function Start-Service { Write-Call 'Start-Service' $args }
$env:ProgramFiles = 'C:\Program Files'
$env:ProgramData = 'C:\ProgramData'
& $Script -Account 'CORP\dpsync$'
