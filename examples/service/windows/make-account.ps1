# Run once by an administrator of the domain, in Windows PowerShell 5.1 with the module ActiveDirectory.
#Requires -Modules ActiveDirectory
[CmdletBinding(SupportsShouldProcess)]
param(
    # The computer that dpsync runs on.
    [Parameter(Mandatory)] [string] $Computer,
    [ValidateLength(1, 15)] [string] $Account = 'dpsync',
    # The site's administrative user: a group, so that another account can take the place of this one.
    [string] $Group = 'dpsync service'
)
$ErrorActionPreference = 'Stop'

# The domain needs a KDS root key once; a new one works after ten hours.
if (-not (Get-KdsRootKey)) { throw 'The domain has no KDS root key. Add one with Add-KdsRootKey, and come back in ten hours.' }

$domain = Get-ADDomain
$hosts = Get-ADComputer -Identity $Computer
# No password that anybody knows: the computer fetches it, and the domain changes it.
New-ADServiceAccount -Name $Account -DNSHostName "$Account.$($domain.DNSRoot)" `
    -PrincipalsAllowedToRetrieveManagedPassword $hosts -KerberosEncryptionType AES128, AES256
New-ADGroup -Name $Group -GroupScope DomainLocal -GroupCategory Security
Add-ADGroupMember -Identity $Group -Members (Get-ADServiceAccount -Identity $Account)
