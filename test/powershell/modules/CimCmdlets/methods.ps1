# Invoke-CimMethod: ReDistributePackage of one group, sent once.

function Invoke-CimMethod {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0, ValueFromPipeline)] [psobject] $InputObject,
        [Parameter(Mandatory, Position = 1)] [string] $MethodName,
        [Parameter(Position = 2)] [Collections.IDictionary] $Arguments = @{},
        [PSTypeName('Microsoft.Management.Infrastructure.CimSession')] [psobject] $CimSession,
        [uint32] $OperationTimeoutSec
    )
    process {
        try {
            Start-Fault 'Invoke-CimMethod'
            $group = Resolve-Group $InputObject
            Assert-Arguments $MethodName $Arguments
            $place = Resolve-Namespace $InputObject.CimSystemProperties.Namespace $CimSession $OperationTimeoutSec
            Send-Call $place $group $Arguments['PackageID'] $OperationTimeoutSec
        }
        catch { Write-CimError $PSCmdlet $_.Exception }
    }
}

# The key of a group that was read before. An instance without its key is of no use to WMI either.
function Resolve-Group {
    param([psobject] $Instance)
    $system = $Instance.PSObject.Properties['CimSystemProperties']
    if ($null -eq $system) { throw [ArgumentException]::new('InputObject is no CimInstance') }
    if ($system.Value.ClassName -ne 'SMS_DistributionPointGroup') { throw (New-CimError '0x8004102e' 'Invalid method') }
    $key = $Instance.PSObject.Properties['GroupID']
    if ($null -eq $key -or -not $key.Value) { throw (New-CimError '0x80041008' 'Invalid parameter: the instance has no key') }
    $key.Value
}

function Assert-Arguments {
    param([string] $MethodName, [Collections.IDictionary] $Arguments)
    if ($MethodName -ne 'ReDistributePackage') { throw (New-CimError '0x8004102e' 'Invalid method') }
    if ("$($Arguments.Keys)" -ne 'PackageID') { throw (New-CimError '0x8004102f' 'Invalid method Parameter(s)') }
    $wanted = (Get-ParameterType) -eq 'StringArray' ? [string[]] : [string]
    if ($Arguments['PackageID'] -isnot $wanted) { throw (New-CimError '0x80041005' 'Type mismatch') }
}

function Send-Call {
    param([hashtable] $Place, [string] $Group, [object] $PackageId, [uint32] $TimeoutSec)
    $key = [uri]::EscapeDataString($Group.Replace("'", "''"))
    $address = "$($Place.Url)/wmi/SMS_DistributionPointGroup('$key')/AdminService.ReDistributePackage"
    $request = [Net.Http.HttpRequestMessage]::new('POST', $address)
    $body = ConvertTo-Json -Compress @{ PackageID = @($PackageId)[0] }
    $request.Content = [Net.Http.StringContent]::new($body, [Text.Encoding]::UTF8, 'application/json')
    $answer = Send-Request $Calls $request $TimeoutSec
    [pscustomobject]@{
        PSTypeName     = 'Microsoft.Management.Infrastructure.CimMethodResult'
        ReturnValue    = (Get-ReturnValue $answer.Text)
        PSComputerName = $Place.Server ? $Place.Server : 'localhost'
    }
}

# The method's result, or $null where the answer has none. An answer that cannot be read is a loss.
function Get-ReturnValue {
    param([string] $Text)
    try { $answer = [Text.Json.JsonDocument]::Parse($Text).RootElement }
    catch { throw (New-CimError '0x80041015' 'Transport failure') }
    $value = [Text.Json.JsonElement]::new()
    if (-not $answer.TryGetProperty('ReturnValue', [ref] $value)) { return $null }
    $value.GetInt32()
}
