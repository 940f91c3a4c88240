# What WMI says of a class, and with it of the method.

function Get-CimClass {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)] [string] $ClassName,
        [Parameter(Position = 1)] [string] $Namespace = 'root/cimv2',
        [PSTypeName('Microsoft.Management.Infrastructure.CimSession')] [psobject] $CimSession,
        [uint32] $OperationTimeoutSec
    )
    try {
        Start-Fault 'Get-CimClass'
        $place = Resolve-Namespace $Namespace $CimSession $OperationTimeoutSec
        $class = $place.Kind -eq 'site' ? (Get-SiteClasses $place.Url $OperationTimeoutSec)[$ClassName] : $null
        if ($null -eq $class) { throw (New-CimError '0x80041002' 'Not found') }
        New-CimClass $class $place
    }
    catch { Write-CimError $PSCmdlet $_.Exception }
}

function New-CimClass {
    param([hashtable] $Class, [hashtable] $Place)
    $properties = [NamedList]::new()
    foreach ($name in $Class.Types.Keys) { $properties.Add((New-Declaration $name $Class.Types[$name])) }
    $methods = [NamedList]::new()
    if ($Class.Name -eq 'SMS_DistributionPointGroup' -and (Get-ParameterType) -ne 'None') {
        $parameters = [NamedList]::new()
        $parameters.Add((New-Declaration 'PackageID' (Get-ParameterType)))
        $methods.Add([pscustomobject]@{
                Name = 'ReDistributePackage'; ReturnType = (Get-CimType 'SInt32'); Parameters = $parameters
            })
    }
    [pscustomobject]@{
        CimClassName        = $Class.Name
        CimClassProperties  = $properties
        CimClassMethods     = $methods
        CimSystemProperties = [pscustomobject]@{ ClassName = $Class.Name; Namespace = $Place.Namespace }
    }
}

function Get-ParameterType { $env:DPSYNC_STAND_IN_PARAMETER ? $env:DPSYNC_STAND_IN_PARAMETER : 'String' }

function Get-CimType {
    param([string] $Name)
    [Microsoft.Management.Infrastructure.CimType] $Name
}

function New-Declaration {
    param([string] $Name, [string] $Type)
    [pscustomobject]@{ Name = $Name; CimType = (Get-CimType $Type) }
}
