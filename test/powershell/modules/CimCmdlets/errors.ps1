# What a script sees of an error: the real CimException. On other systems than Windows nothing but a message can be put into
# one, so what WMI would add is attached to it.

$NativeErrors = @{
    '0x80041002' = 'NotFound'
    '0x80041003' = 'AccessDenied'
    '0x80070005' = 'AccessDenied'
    '0x80041005' = 'TypeMismatch'
    '0x80041008' = 'InvalidParameter'
    '0x8004102f' = 'InvalidParameter'
    '0x8004100e' = 'InvalidNamespace'
    '0x80041010' = 'InvalidClass'
    '0x80041017' = 'InvalidQuery'
    '0x8004102e' = 'MethodNotFound'
}

# COR_E_TIMEOUT; every other CimException has .NET's COR_E_EXCEPTION, and its HRESULT in the MessageId.
$TimedOut = -2146233083

function New-CimError {
    param([string] $Hresult, [string] $Message, [object] $ErrorData = $null)
    $native = [Microsoft.Management.Infrastructure.NativeErrorCode]($NativeErrors[$Hresult.ToLowerInvariant()] ?? 'Failed')
    $exception = [Microsoft.Management.Infrastructure.CimException]::new($Message)
    Add-Member -InputObject $exception -Force -NotePropertyMembers @{
        MessageId       = "HRESULT $Hresult"
        NativeErrorCode = $native
        StatusCode      = [uint32] $native
        ErrorData       = $ErrorData
    }
    $exception
}

function New-TimeOutError {
    $message = 'The WS-Management service cannot complete the operation within the time specified in OperationTimeout.'
    $exception = New-CimError '0x80338029' $message
    $exception.HResult = $TimedOut
    $exception
}

# The object by which the SMS Provider says that the method failed.
function New-ExtendedStatus {
    param([string] $Description, [uint32] $ErrorCode = 1)
    $properties = [ordered]@{
        CauseInfo     = ''
        Description   = $Description
        ErrorCode     = $ErrorCode
        File          = 'sspdistributionpointgroup.cpp'
        Line          = [uint32] 1024
        ObjectInfo    = ''
        Operation     = 'ExecMethod'
        ParameterInfo = 'SMS_DistributionPointGroup'
        ProviderName  = 'ExtnProv'
        SQLMessage    = ''
        SQLSeverity   = [uint32] 0
        SQLStatus     = [uint32] 0
        StatusCode    = [uint32] 2147749889
    }
    $named = [NamedList]::new()
    foreach ($name in $properties.Keys) { $named.Add([pscustomobject]@{ Name = $name; Value = $properties[$name] }) }
    $properties['CimInstanceProperties'] = $named
    New-CimObject 'SMS_ExtendedStatus' 'root/SMS' $properties
}

# As a compiled cmdlet does it: what the caller has said about errors counts, not what is said in this module.
function Write-CimError {
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [Exception] $Exception)
    $id = 'MessageId' -in $Exception.PSObject.Properties.Name ? $Exception.MessageId : $Exception.GetType().Name
    $record = [System.Management.Automation.ErrorRecord]::new($Exception, $id, 'NotSpecified', $null)
    $bound = $Cmdlet.MyInvocation.BoundParameters
    $preference = $bound.ContainsKey('ErrorAction') `
        ? $bound['ErrorAction'] : $Cmdlet.SessionState.PSVariable.GetValue('ErrorActionPreference')
    if ($preference -eq 'Stop') { $Cmdlet.ThrowTerminatingError($record) }
    $Cmdlet.WriteError($record)
}
