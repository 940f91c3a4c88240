# What a session can do with CIM: fixed cmdlets, each with a time limit.

# The first of the cmdlets loads the module, which may take longer than any question.
function Start-DpsyncCim { $null = New-CimSessionOption -Protocol Wsman }

function Get-DpsyncTarget {
    param([object] $Request)
    $target = @{ OperationTimeoutSec = [uint32] $Request.seconds }
    if ($null -ne $global:DpsyncSession) { $target.CimSession = $global:DpsyncSession }
    $target
}

# From here on everything is asked of this server.
function Open-DpsyncSession {
    param([object] $Request)
    Close-DpsyncSession
    $option = New-CimSessionOption -Protocol (ConvertFrom-DpsyncText $Request.protocol)
    $server = ConvertFrom-DpsyncText $Request.server
    $seconds = [uint32] $Request.seconds
    $global:DpsyncSession = New-CimSession -ComputerName $server -SessionOption $option -OperationTimeoutSec $seconds
}

function Close-DpsyncSession {
    if ($null -eq $global:DpsyncSession) { return }
    $session = $global:DpsyncSession
    $global:DpsyncSession = $null
    $null = Remove-CimSession -CimSession $session
}

# Rows as lists of values, in the order of the properties.
function Read-DpsyncRows {
    param([object] $Request)
    $target = Get-DpsyncTarget $Request
    $query = ConvertFrom-DpsyncText $Request.query
    $namespace = ConvertFrom-DpsyncText $Request.namespace
    $rows = [Collections.Generic.List[object]]::new()
    Get-CimInstance -Namespace $namespace -Query $query @target |
        Add-DpsyncRow $rows @($Request.properties) $Request.longest
    @{ rows = $rows }
}

# Takes one row after the other, and stops the question where no more could be told: a site may have more than fits in memory.
function Add-DpsyncRow {
    param([Collections.Generic.List[object]] $Rows, [string[]] $Names, [int] $Longest)
    begin { $length = 0 }
    process {
        $row = [object[]]::new($Names.Count)
        for ($index = 0; $index -lt $Names.Count; $index++) {
            $value = $_.($Names[$index])
            if ($value -is [datetime]) { $value = ConvertTo-DpsyncTime $value }
            # A JSON number holds no 64 bits.
            elseif ($value -is [uint64] -or $value -is [long]) { $value = "$value" }
            $row[$index] = $value
        }
        $length += [string]::Join(',', $row).Length
        if ($length -gt $Longest) { throw [OverflowException]::new('more rows than are read at once') }
        $Rows.Add($row)
    }
}

function ConvertTo-DpsyncTime {
    param([datetime] $Time)
    $Time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", [Globalization.CultureInfo]::InvariantCulture)
}

# The CIM type of ReDistributePackage's PackageID; nothing where the class has no such method or parameter.
function Read-DpsyncParameter {
    param([object] $Request)
    $target = Get-DpsyncTarget $Request
    $namespace = ConvertFrom-DpsyncText $Request.namespace
    $class = Get-CimClass -ClassName SMS_DistributionPointGroup -Namespace $namespace @target
    $type = $null
    foreach ($method in $class.CimClassMethods) {
        if ($method.Name -ne 'ReDistributePackage') { continue }
        foreach ($parameter in $method.Parameters) {
            if ($parameter.Name -eq 'PackageID') { $type = $parameter.CimType.ToString() }
        }
    }
    @{ type = $type }
}

# One call of one group, and never more than one. The answer says whether it came to the call: the group is asked for no
# longer than the call may still leave, so that a question which hangs is known to have been no call.
function Invoke-DpsyncMethod {
    param([object] $Request, [hashtable] $Answer)
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $target = Get-DpsyncTarget $Request
    $id = ConvertFrom-DpsyncText $Request.groupId
    $query = ConvertFrom-DpsyncText $Request.query
    $namespace = ConvertFrom-DpsyncText $Request.namespace
    $before = $target.Clone()
    $before.OperationTimeoutSec = [uint32] [Math]::Ceiling(($Request.leaveWithin + 1) / 1000)
    $groups = @(Get-CimInstance -Namespace $namespace -Query $query @before)
    if ($groups.Count -ne 1 -or $groups[0].GroupID -ne $id) { return @{ groups = $groups.Count } }
    $package = ConvertFrom-DpsyncText $Request.package
    if ($Request.asList) { $package = [string[]] @($package) }
    $arguments = @{ PackageID = $package }
    if ($clock.ElapsedMilliseconds -gt $Request.leaveWithin) { return @{ late = $true } }
    $Answer.sent = $true
    $result = Invoke-CimMethod -InputObject $groups[0] -MethodName ReDistributePackage -Arguments $arguments @target
    @{ returnValue = $result.ReturnValue }
}
