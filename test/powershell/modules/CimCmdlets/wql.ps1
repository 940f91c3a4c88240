# The WQL that dpsync writes, and no more of it:
#   SELECT a, b FROM Class [WHERE a = 'text' AND (b = 'text' OR c = TRUE)]
# In a text \ ' " are escaped by a backslash. Whatever else WMI would understand is an invalid query here.

$Token = [regex]::new(@'
\G\s*(?:(?<word>[A-Za-z_][A-Za-z0-9_]*)|'(?<text>(?:[^'"\\\0]|\\['"\\])*)'|(?<number>[0-9]{1,15})|(?<mark>[(),=]))
'@.Trim(), 'CultureInvariant, ExplicitCapture')

function New-InvalidQuery {
    param([string] $Wanted)
    New-CimError '0x80041017' "Invalid query: expected $Wanted"
}

# A query as Class, Select and Where; Where is $null or a tree of Kind eq (Property, Value), and, or (Parts).
function ConvertFrom-Wql {
    param([string] $Query)
    $reader = @{ Tokens = (Split-Wql $Query); At = 0 }
    Assert-Word $reader 'SELECT'
    $select = do { Read-Token $reader 'word' } while (Test-Next $reader 'mark' ',')
    Assert-Word $reader 'FROM'
    $class = Read-Token $reader 'word'
    $where = (Test-Next $reader 'word' 'WHERE') ? (Read-Joined $reader 'OR') : $null
    if ($reader.At -lt $reader.Tokens.Count) { throw (New-InvalidQuery 'the end') }
    @{ Class = $class; Select = @($select); Where = $where }
}

function Split-Wql {
    param([string] $Query)
    $tokens = [Collections.Generic.List[object]]::new()
    $end = 0
    for ($match = $Token.Match($Query); $match.Success; $match = $match.NextMatch()) {
        foreach ($kind in 'word', 'text', 'number', 'mark') {
            if ($match.Groups[$kind].Success) { $tokens.Add(@($kind, $match.Groups[$kind].Value)) }
        }
        $end = $match.Index + $match.Length
    }
    if ($Query.Substring($end).Trim() -ne '') { throw (New-InvalidQuery "something else at character $($end + 1)") }
    , $tokens
}

# Moves on and says $true where exactly this comes next.
function Test-Next {
    param([hashtable] $Reader, [string] $Kind, [string] $Value)
    if ($Reader.At -ge $Reader.Tokens.Count) { return $false }
    $found, $text = $Reader.Tokens[$Reader.At]
    if ($found -ne $Kind -or $text -ne $Value) { return $false }
    $Reader.At++
    $true
}

function Assert-Word {
    param([hashtable] $Reader, [string] $Word)
    if (-not (Test-Next $Reader 'word' $Word)) { throw (New-InvalidQuery $Word) }
}

function Read-Token {
    param([hashtable] $Reader, [string] $Kind)
    if ($Reader.At -ge $Reader.Tokens.Count -or $Reader.Tokens[$Reader.At][0] -ne $Kind) {
        throw (New-InvalidQuery "a $Kind")
    }
    $Reader.Tokens[$Reader.At++][1]
}

# Conditions that are joined by OR, each of them one or more that are joined by AND.
function Read-Joined {
    param([hashtable] $Reader, [string] $Word)
    $parts = do { $Word -eq 'OR' ? (Read-Joined $Reader 'AND') : (Read-Term $Reader) } while (Test-Next $Reader 'word' $Word)
    Join-Condition $Word.ToLowerInvariant() @($parts)
}

function Read-Term {
    param([hashtable] $Reader)
    if (Test-Next $Reader 'mark' '(') {
        $inner = Read-Joined $Reader 'OR'
        if (-not (Test-Next $Reader 'mark' ')')) { throw (New-InvalidQuery ')') }
        return $inner
    }
    $property = Read-Token $Reader 'word'
    if (-not (Test-Next $Reader 'mark' '=')) { throw (New-InvalidQuery '=') }
    @{ Kind = 'eq'; Property = $property; Value = (Read-Value $Reader) }
}

function Read-Value {
    param([hashtable] $Reader)
    if (Test-Next $Reader 'word' 'TRUE') { return $true }
    if (Test-Next $Reader 'word' 'FALSE') { return $false }
    if ($Reader.At -lt $Reader.Tokens.Count -and $Reader.Tokens[$Reader.At][0] -eq 'number') {
        return [long] (Read-Token $Reader 'number')
    }
    [regex]::Replace((Read-Token $Reader 'text'), '\\(.)', '$1')
}
