# What the simulated site says of its classes: which properties they have, and of which type.

# What CimClassMethods and the like are: found by name or by number.
class NamedList : System.Collections.ObjectModel.KeyedCollection[string, object] {
    NamedList() : base([StringComparer]::OrdinalIgnoreCase) { }
    [string] GetKeyForItem([object] $item) { return $item.Name }
}

# Unsigned numbers of 32 bits are Edm.Int64 in OData, and so are these of 64.
$Wide = 'JobID', 'ID', 'TotalSize', 'RemainingSize'

$KnownClasses = @{}

# The classes of the site at a url, by name: Name, and Types by property. They are read once.
function Get-SiteClasses {
    param([string] $Url, [uint32] $TimeoutSec)
    if (-not $KnownClasses.ContainsKey($Url)) {
        $KnownClasses[$Url] = ConvertFrom-Metadata (Read-Page "$Url/wmi/`$metadata" $TimeoutSec).Text
    }
    $KnownClasses[$Url]
}

function ConvertFrom-Metadata {
    param([string] $Text)
    $classes = @{}
    foreach ($entity in ([xml] $Text).GetElementsByTagName('EntityType')) {
        $types = @{}
        foreach ($property in $entity.GetElementsByTagName('Property')) {
            $types[$property.Name] = Get-WmiType $property.Name $property.Type
        }
        $classes[$entity.Name] = @{ Name = $entity.Name; Types = $types }
    }
    $classes
}

function Get-WmiType {
    param([string] $Property, [string] $Edm)
    switch ($Edm) {
        'Edm.String' { 'String' }
        'Edm.Boolean' { 'Boolean' }
        'Edm.DateTimeOffset' { 'DateTime' }
        'Edm.Int32' { 'SInt32' }
        'Edm.Int64' { $Property -in $Wide ? 'UInt64' : 'UInt32' }
        default { throw "the simulated site has a type that is not known here: $Edm" }
    }
}
