# Sessions: a server's name, and the proof that something answers there.

$Sessions = @{}

function New-CimSessionOption {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [ValidateSet('Dcom', 'Default', 'Wsman')] [string] $Protocol,
        [cultureinfo] $Culture,
        [cultureinfo] $UICulture
    )
    Start-Fault 'New-CimSessionOption'
    [pscustomobject]@{ PSTypeName = 'Microsoft.Management.Infrastructure.Options.CimSessionOptions'; Protocol = $Protocol }
}

function New-CimSession {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)] [string] $ComputerName = '',
        [PSTypeName('Microsoft.Management.Infrastructure.Options.CimSessionOptions')] [psobject] $SessionOption,
        [string] $Name,
        [uint32] $OperationTimeoutSec,
        [switch] $SkipTestConnection
    )
    try {
        Start-Fault 'New-CimSession'
        $protocol = $null -ne $SessionOption -and $SessionOption.Protocol -eq 'Dcom' ? 'Dcom' : 'Wsman'
        $url = Get-SiteUrl $ComputerName $protocol
        if (-not $SkipTestConnection) { Test-Site $url $protocol $OperationTimeoutSec }
        $session = [pscustomobject]@{
            PSTypeName   = 'Microsoft.Management.Infrastructure.CimSession'
            Id           = [uint32] ($Sessions.Count + 1)
            Name         = $Name ? $Name : "CimSession$($Sessions.Count + 1)"
            InstanceId   = [guid]::NewGuid()
            ComputerName = $ComputerName ? $ComputerName : 'localhost'
            Protocol     = $protocol.ToUpperInvariant()
        }
        $Sessions[$session.InstanceId] = $session
        $session
    }
    catch { Write-CimError $PSCmdlet $_.Exception }
}

function Test-Site {
    param([string] $Url, [string] $Protocol, [uint32] $TimeoutSec)
    try { $null = Get-SiteClasses $Url $TimeoutSec }
    catch [Microsoft.Management.Infrastructure.CimException] {
        if ($_.Exception.MessageId -eq 'HRESULT 0x800706ba') { throw (New-UnreachableError $Protocol) }
        throw
    }
}

function Remove-CimSession {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0, ValueFromPipeline)]
        [PSTypeName('Microsoft.Management.Infrastructure.CimSession')] [psobject[]] $CimSession
    )
    process {
        Start-Fault 'Remove-CimSession'
        foreach ($session in $CimSession) { $Sessions.Remove($session.InstanceId) }
    }
}
