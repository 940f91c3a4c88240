# An error as plain data: what it is made of, and what WMI says in it. What it means is decided elsewhere.

function Get-DpsyncFault {
    param([Management.Automation.ErrorRecord] $Record)
    $types = [Collections.Generic.List[string]]::new()
    $told = $Record.Exception
    for ($exception = $Record.Exception; $null -ne $exception; $exception = $exception.InnerException) {
        $types.Add($exception.GetType().FullName)
        # Only a CimException has one.
        if ($null -ne (Get-DpsyncProperty $exception 'MessageId')) { $told = $exception }
    }
    $data = Get-DpsyncProperty $told 'ErrorData'
    @{
        types       = $types
        id          = Limit-DpsyncText $Record.FullyQualifiedErrorId
        message     = Limit-DpsyncText $told.Message
        hresult     = $told.HResult
        messageId   = Limit-DpsyncText (Get-DpsyncProperty $told 'MessageId')
        native      = Limit-DpsyncText (Get-DpsyncProperty $told 'NativeErrorCode')
        dataClass   = Limit-DpsyncText (Get-DpsyncProperty (Get-DpsyncProperty $data 'CimSystemProperties') 'ClassName')
        description = Limit-DpsyncText (Get-DpsyncProperty $data 'Description')
    }
}

# The value of a property, or nothing where there is none.
function Get-DpsyncProperty {
    param([object] $Object, [string] $Name)
    if ($null -eq $Object) { return }
    $property = $Object.PSObject.Properties[$Name]
    if ($null -ne $property) { $property.Value }
}

function Limit-DpsyncText {
    param([object] $Value)
    $text = "$Value"
    $text.Substring(0, [Math]::Min($text.Length, 1000))
}
