# How the simulated site is asked, and what an HTTP answer or the lack of one would be in WMI's words.

function New-HttpClient {
    param([timespan] $Lifetime)
    $handler = [Net.Http.SocketsHttpHandler]@{
        UseProxy                 = $false
        UseCookies               = $false
        AllowAutoRedirect        = $false
        PooledConnectionLifetime = $Lifetime
    }
    $client = [Net.Http.HttpClient]::new($handler)
    $client.Timeout = [Threading.Timeout]::InfiniteTimeSpan
    $client
}

$Reads = New-HttpClient ([timespan]::FromMinutes(1))
# Every call has a connection of its own, so that none is ever lost to one that was idle, or sent twice.
$Calls = New-HttpClient ([timespan]::Zero)

# The answer to a request that succeeded. Throws a CimException for any other.
function Send-Request {
    param([Net.Http.HttpClient] $Client, [Net.Http.HttpRequestMessage] $Request, [uint32] $TimeoutSec)
    $seconds = $TimeoutSec -eq 0 ? 60 : $TimeoutSec
    $limit = [Threading.CancellationTokenSource]::new([timespan]::FromSeconds($seconds))
    try {
        $response = $Client.Send($Request, 'ResponseContentRead', $limit.Token)
        $text = [IO.StreamReader]::new($response.Content.ReadAsStream(), [Text.Encoding]::UTF8).ReadToEnd()
    }
    catch [Management.Automation.MethodInvocationException] { throw (Get-LossError $_.Exception.InnerException) }
    finally { $limit.Dispose() }
    if (-not $response.IsSuccessStatusCode) { throw (Get-StatusError ([int] $response.StatusCode) $text) }
    @{ Text = $text; Date = $response.Headers.Date }
}

function Get-LossError {
    param([Exception] $Exception)
    if ($Exception -is [OperationCanceledException]) { return New-TimeOutError }
    if ($Exception -isnot [Net.Http.HttpRequestException]) { return $Exception }
    if ("$($Exception.HttpRequestError)" -in 'ConnectionError', 'NameResolutionError') {
        return New-CimError '0x800706ba' 'The RPC server is unavailable.'
    }
    New-CimError '0x80041015' 'Transport failure'
}

function Get-StatusError {
    param([int] $Status, [string] $Text)
    $said = Get-SiteMessage $Text
    if ($Status -eq 500 -and $null -ne $said) {
        return New-CimError '0x80041001' 'Generic failure' (New-ExtendedStatus $said)
    }
    switch ($Status) {
        400 { New-CimError '0x80041008' "Invalid parameter: $said" }
        401 { New-CimError '0x80070005' 'Access is denied.' }
        403 { New-CimError '0x80041003' 'Access denied' }
        404 { New-CimError '0x80041002' 'Not found' }
        408 { New-TimeOutError }
        default { New-CimError '0x80041004' 'Provider failure' }
    }
}

# The message of the AdminService's own error body, or $null where the text is none.
function Get-SiteMessage {
    param([string] $Text)
    try { [Text.Json.JsonDocument]::Parse($Text).RootElement.GetProperty('error').GetProperty('message').GetString() }
    catch { $null }
}

function Read-Page {
    param([string] $Url, [uint32] $TimeoutSec)
    Send-Request $Reads ([Net.Http.HttpRequestMessage]::new('GET', $Url)) $TimeoutSec
}
