# Which simulated site a namespace means: that of the session's server, or of this machine.

$KnownCodes = @{}

# The url of the simulated site behind a server; behind this machine where no server is named.
function Get-SiteUrl {
    param([string] $Server, [string] $Protocol)
    if (-not $env:DPSYNC_STAND_IN_SITES) {
        if ($env:DPSYNC_STAND_IN_SITE) { return $env:DPSYNC_STAND_IN_SITE }
        throw 'CimCmdlets is a stand-in for tests: DPSYNC_STAND_IN_SITE or DPSYNC_STAND_IN_SITES must name a simulated site.'
    }
    if (-not $Server -and $env:DPSYNC_STAND_IN_SITE) { return $env:DPSYNC_STAND_IN_SITE }
    $servers = ConvertFrom-Json $env:DPSYNC_STAND_IN_SITES
    $known = $servers.PSObject.Properties[$Server ? $Server : '.']
    if ($null -ne $known) { return $known.Value }
    if (-not $Server) { throw (New-CimError '0x8004100e' 'Invalid namespace') }
    throw (New-UnreachableError $Protocol)
}

function New-UnreachableError {
    param([string] $Protocol)
    if ($Protocol -eq 'Wsman') {
        return New-CimError '0x80338012' 'The client cannot connect to the destination specified in the request.'
    }
    New-CimError '0x800706ba' 'The RPC server is unavailable.'
}

# Where a cmdlet's namespace leads: Url, Namespace, Server, and Kind sms, site or cimv2.
function Resolve-Namespace {
    param([string] $Namespace, [object] $CimSession, [uint32] $TimeoutSec)
    $server = $null -eq $CimSession ? '' : $CimSession.ComputerName
    $protocol = $null -eq $CimSession ? 'Dcom' : $CimSession.Protocol
    if ($null -ne $CimSession -and -not $Sessions.ContainsKey($CimSession.InstanceId)) {
        throw [ObjectDisposedException]::new('CimSession')
    }
    $place = @{ Url = (Get-SiteUrl $server $protocol); Server = $server; Namespace = $Namespace -replace '\\', '/' }
    $place.Kind = Get-NamespaceKind $place $TimeoutSec
    $place
}

function Get-NamespaceKind {
    param([hashtable] $Place, [uint32] $TimeoutSec)
    if ($Place.Namespace -eq 'root/SMS') { return 'sms' }
    if ($Place.Namespace -eq 'root/cimv2') { return 'cimv2' }
    if ($Place.Namespace -eq "root/SMS/site_$(Get-SiteCode $Place.Url $TimeoutSec)") { return 'site' }
    throw (New-CimError '0x8004100e' 'Invalid namespace')
}

# The code of the simulated site at a url; it is asked once.
function Get-SiteCode {
    param([string] $Url, [uint32] $TimeoutSec)
    if (-not $KnownCodes.ContainsKey($Url)) {
        $text = (Read-Page "$Url/wmi/SMS_Identification?`$select=ThisSiteCode" $TimeoutSec).Text
        $KnownCodes[$Url] = (ConvertFrom-Json $text).value[0].ThisSiteCode
    }
    $KnownCodes[$Url]
}
