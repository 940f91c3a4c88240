# What goes wrong on demand: the head of the module has the table.

# The fault that is waiting for a cmdlet, or $null. One in the folder is taken by whoever moves its file first.
function Get-Fault {
    param([string] $Place)
    if ("$env:DPSYNC_STAND_IN_FAULT".StartsWith("$Place ")) {
        return $env:DPSYNC_STAND_IN_FAULT.Substring($Place.Length + 1)
    }
    if (-not $env:DPSYNC_STAND_IN_FAULTS) { return $null }
    $file = [IO.Path]::Combine($env:DPSYNC_STAND_IN_FAULTS, $Place)
    $mine = "$file.$PID"
    try { [IO.File]::Move($file, $mine) } catch [IO.FileNotFoundException] { return $null }
    [IO.File]::ReadAllText($mine).Trim()
}

function Start-Fault {
    param([string] $Place)
    $fault = Get-Fault $Place
    if (-not $fault) { return }
    $kind, $rest = $fault -split ' ', 2
    switch ($kind) {
        'hang' { [Threading.Thread]::Sleep(-1) }
        'slow' { [Threading.Thread]::Sleep([int] $rest) }
        'garbage' { [Console]::Out.WriteLine("noise`n{}`neyJSZXR1cm5WYWx1ZSI6MH0=") }
        'noise' { [Console]::Error.WriteLine('noise') }
        'flood' { Write-Flood ([int] $rest) }
        'throw' { throw $rest }
        'hresult' { throw (New-DemandedError $rest) }
        'exit' { [Environment]::Exit([int] $rest) }
        default { throw "no fault is called '$kind'" }
    }
}

function New-DemandedError {
    param([string] $Text)
    $code, $extended = $Text -split ' '
    $data = $extended -eq 'extended' ? (New-ExtendedStatus 'Demanded by a test') : $null
    New-CimError $code 'Demanded by a test' $data
}

function Write-Flood {
    param([int] $Megabytes)
    $megabyte = [string]::new('A', 1MB)
    for ($written = 0; $written -lt $Megabytes; $written++) { [Console]::Out.Write($megabyte) }
    [Console]::Out.WriteLine()
}
