# A question in WQL becomes one or more in OData, and their answers become objects with .NET's own types.

# The simulated site takes no more than 16 KB of a request's head.
$LongestAddress = 8000

function New-SystemProperties {
    param([string] $Class, [string] $Namespace)
    [pscustomobject]@{ ClassName = $Class; Namespace = $Namespace }
}

function New-CimObject {
    param([string] $Class, [string] $Namespace, [Collections.IDictionary] $Properties)
    $Properties['CimSystemProperties'] = New-SystemProperties $Class $Namespace
    [pscustomobject] $Properties
}

# The rows of a class of the simulated site that answer a query, in the site's order.
function Read-Rows {
    param([hashtable] $Place, [hashtable] $Class, [hashtable] $Query, [uint32] $TimeoutSec)
    $names = @(foreach ($name in $Query.Select) { Resolve-Property $Class $name })
    $filters = $null -eq $Query.Where ? @($null) : @(Get-Filters $Class $Query.Where)
    $seen = $filters.Count -gt 1 ? [Collections.Generic.HashSet[string]]::new() : $null
    foreach ($filter in $filters) {
        $address = "$($Place.Url)/wmi/$($Class.Name)?`$select=$($names -join ',')"
        if ($null -ne $filter) { $address += "&`$filter=$filter" }
        while ($address) {
            $page = [Text.Json.JsonDocument]::Parse((Read-Page $address $TimeoutSec).Text).RootElement
            ConvertFrom-Page $page.GetProperty('value') @{
                Names = $names; Class = $Class; Namespace = $Place.Namespace; Seen = $seen
            }
            $link = [Text.Json.JsonElement]::new()
            $address = $page.TryGetProperty('@odata.nextLink', [ref] $link) ? $link.GetString() : $null
        }
    }
}

# One loop and no function called in it, because a site has many rows. Seen: parts of one condition may have rows in common.
function ConvertFrom-Page {
    param([Text.Json.JsonElement] $Rows, [hashtable] $Form)
    $names, $types, $seen = $Form.Names, $Form.Class.Types, $Form.Seen
    $system = New-SystemProperties $Form.Class.Name $Form.Namespace
    foreach ($row in $Rows.EnumerateArray()) {
        if ($null -ne $seen -and -not $seen.Add($row.GetRawText())) { continue }
        $values = [ordered]@{}
        foreach ($name in $names) {
            $value = $row.GetProperty($name)
            $values[$name] = if ($value.ValueKind -eq 'Null') { $null } else {
                switch ($types[$name]) {
                    'String' { $value.GetString() }
                    'UInt32' { $value.GetUInt32() }
                    'UInt64' { $value.GetUInt64() }
                    'SInt32' { $value.GetInt32() }
                    'Boolean' { $value.GetBoolean() }
                    'DateTime' { $value.GetDateTimeOffset().LocalDateTime }
                }
            }
        }
        $values['CimSystemProperties'] = $system
        [pscustomobject] $values
    }
}

# A property as the class writes it: WMI does not mind the case, OData does.
function Resolve-Property {
    param([hashtable] $Class, [string] $Name)
    foreach ($known in $Class.Types.Keys) { if ($known -eq $Name) { return $known } }
    throw (New-InvalidQuery "a property of $($Class.Name) instead of $Name")
}

# A condition in OData, encoded; in parts where it would be longer than an address may be.
function Get-Filters {
    param([hashtable] $Class, [hashtable] $Where)
    $filter = ConvertTo-Filter $Class $Where
    if ($filter.Length -le $LongestAddress) { return $filter }
    foreach ($part in Split-Condition $Where) { Get-Filters $Class $part }
}

function ConvertTo-Filter {
    param([hashtable] $Class, [hashtable] $Where)
    if ($Where.Kind -ne 'eq') {
        $parts = foreach ($part in $Where.Parts) { ConvertTo-Filter $Class $part }
        return "($($parts -join "%20$($Where.Kind)%20"))"
    }
    $value = switch ($Where.Value) {
        { $_ -is [string] } { "'$($_.Replace("'", "''"))'" }
        { $_ -is [bool] } { $_ ? 'true' : 'false' }
        default { "$_" }
    }
    [uri]::EscapeDataString("$(Resolve-Property $Class $Where.Property) eq $value")
}

# Two conditions that together hold where this one does.
function Split-Condition {
    param([hashtable] $Where)
    if ($Where.Kind -eq 'or') {
        $half = [Math]::Floor($Where.Parts.Count / 2)
        $first, $second = $Where.Parts[0..($half - 1)], $Where.Parts[$half..($Where.Parts.Count - 1)]
        return (Join-Condition 'or' $first), (Join-Condition 'or' $second)
    }
    $alternatives = $Where.Kind -eq 'and' ? ($Where.Parts | Where-Object Kind -EQ 'or' | Select-Object -First 1) : $null
    if ($null -eq $alternatives) { throw (New-CimError '0x8004106c' 'Quota violation: the query is too complex') }
    $rest = @($Where.Parts | Where-Object { $_ -ne $alternatives })
    foreach ($part in Split-Condition $alternatives) { Join-Condition 'and' ($rest + $part) }
}

# One condition alone stays what it is.
function Join-Condition {
    param([string] $Kind, [object[]] $Parts)
    $Parts.Count -eq 1 ? $Parts[0] : @{ Kind = $Kind; Parts = $Parts }
}
