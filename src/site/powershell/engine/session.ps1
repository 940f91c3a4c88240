# What a session runs: one request in, one answer out, each a line of base64 JSON. For Windows PowerShell 5.1 and for 7.
# Every character on either pipe is ASCII, so no code page of the machine can change one.
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
# Whatever is written beside the answer would end the session.
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$VerbosePreference = 'SilentlyContinue'
$DebugPreference = 'SilentlyContinue'
$InformationPreference = 'SilentlyContinue'
$DpsyncSession = $null

function Invoke-DpsyncRequest {
    param([string] $Encoded)
    # An engine forgets a thread's culture after each command.
    [Threading.Thread]::CurrentThread.CurrentCulture = [Globalization.CultureInfo]::InvariantCulture
    [Threading.Thread]::CurrentThread.CurrentUICulture = [Globalization.CultureInfo]::InvariantCulture
    $request = ConvertFrom-Json -InputObject (ConvertFrom-DpsyncText $Encoded)
    $answer = @{ nonce = $request.nonce; sent = $false }
    $guard = Start-DpsyncGuard $request.milliseconds
    try { $answer.result = Invoke-DpsyncAction $request $answer }
    catch [OverflowException] { $answer.tooLarge = $true }
    catch { $answer.fault = Get-DpsyncFault $_ }
    finally { $guard.Dispose() }
    Write-DpsyncAnswer $answer $request.longest
}

function Invoke-DpsyncAction {
    param([object] $Request, [hashtable] $Answer)
    switch ($Request.action) {
        'hello' { Start-DpsyncCim; @{ process = $PID; machine = [Net.Dns]::GetHostName() } }
        'open' { Open-DpsyncSession $Request; @{} }
        'read' { Read-DpsyncRows $Request }
        'describe' { Read-DpsyncParameter $Request }
        'call' { Invoke-DpsyncMethod $Request $Answer }
        'close' { Close-DpsyncSession; @{} }
    }
}

# A cmdlet that never comes back takes the engine with it, even where nobody is left to kill it. No script runs for this.
function Start-DpsyncGuard {
    param([int] $Milliseconds)
    $guard = [Threading.CancellationTokenSource]::new($Milliseconds)
    $engine = [Diagnostics.Process]::GetCurrentProcess()
    $null = $guard.Token.Register([Delegate]::CreateDelegate([Action], $engine, 'Kill'))
    $guard
}

# People's texts are base64 within the JSON too: ConvertFrom-Json would make a DateTime of what looks like one.
function ConvertFrom-DpsyncText {
    param([string] $Encoded)
    [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Encoded))
}

function Write-DpsyncAnswer {
    param([hashtable] $Answer, [int] $Longest)
    $json = ConvertTo-Json -InputObject $Answer -Depth 6 -Compress
    if ($json.Length -gt $Longest) {
        $json = ConvertTo-Json -InputObject @{ nonce = $Answer.nonce; sent = $Answer.sent; tooLarge = $true } -Compress
    }
    [Console]::Out.WriteLine([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($json)))
}
