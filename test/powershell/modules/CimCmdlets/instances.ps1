# Get-CimInstance: the rows of the simulated site, where its provider is, and what time it is there.

function Get-CimInstance {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [string] $Query,
        [string] $Namespace = 'root/cimv2',
        [PSTypeName('Microsoft.Management.Infrastructure.CimSession')] [psobject] $CimSession,
        [uint32] $OperationTimeoutSec
    )
    try {
        Start-Fault 'Get-CimInstance'
        Start-Fault "Get-CimInstance $($Namespace -replace '\\', '-')"
        $place = Resolve-Namespace $Namespace $CimSession $OperationTimeoutSec
        Read-Query $place (ConvertFrom-Wql $Query) $OperationTimeoutSec
    }
    catch { Write-CimError $PSCmdlet $_.Exception }
}

function Read-Query {
    param([hashtable] $Place, [hashtable] $Query, [uint32] $TimeoutSec)
    if ($Place.Kind -eq 'site') {
        $class = (Get-SiteClasses $Place.Url $TimeoutSec)[$Query.Class]
        if ($null -eq $class) { throw (New-CimError '0x80041010' 'Invalid class') }
        return Read-Rows $Place $class $Query $TimeoutSec
    }
    $properties = switch ("$($Place.Kind) $($Query.Class)") {
        'sms SMS_ProviderLocation' { Read-Provider $Place $TimeoutSec }
        'cimv2 Win32_UTCTime' { Read-UtcTime $Place $TimeoutSec }
        'cimv2 Win32_OperatingSystem' { @{ LocalDateTime = (Read-Time $Place $TimeoutSec).LocalDateTime } }
        default { throw (New-CimError '0x80041010' 'Invalid class') }
    }
    Select-Instance $Place $Query $properties
}

# The one instance of a class that is not of the site, where it passes the query.
function Select-Instance {
    param([hashtable] $Place, [hashtable] $Query, [hashtable] $Properties)
    $class = @{ Name = $Query.Class; Types = $Properties }
    $chosen = [ordered]@{}
    foreach ($name in $Query.Select) { $chosen[$name] = $Properties[(Resolve-Property $class $name)] }
    if (Test-Condition $class $Query.Where) { New-CimObject $Query.Class $Place.Namespace $chosen }
}

function Test-Condition {
    param([hashtable] $Class, [object] $Where)
    if ($null -eq $Where) { return $true }
    if ($Where.Kind -eq 'eq') { return $Class.Types[(Resolve-Property $Class $Where.Property)] -eq $Where.Value }
    $passed = @($Where.Parts | Where-Object { Test-Condition $Class $_ }).Count
    $Where.Kind -eq 'or' ? $passed -gt 0 : $passed -eq $Where.Parts.Count
}

function Read-Provider {
    param([hashtable] $Place, [uint32] $TimeoutSec)
    $code = Get-SiteCode $Place.Url $TimeoutSec
    $server = $Place.Server ? $Place.Server : [Environment]::MachineName
    $machine = $env:DPSYNC_STAND_IN_PROVIDER ? $env:DPSYNC_STAND_IN_PROVIDER : $server
    @{ Machine = $machine; NamespacePath = "\\$machine\root\sms\site_$code"; ProviderForLocalSite = $true; SiteCode = $code }
}

function Read-Time {
    param([hashtable] $Place, [uint32] $TimeoutSec)
    (Read-Page "$($Place.Url)/wmi/`$metadata" $TimeoutSec).Date
}

function Read-UtcTime {
    param([hashtable] $Place, [uint32] $TimeoutSec)
    $time = (Read-Time $Place $TimeoutSec).UtcDateTime
    $parts = @{}
    foreach ($name in 'Year', 'Month', 'Day', 'Hour', 'Minute', 'Second') { $parts[$name] = [uint32] $time.$name }
    $parts
}
