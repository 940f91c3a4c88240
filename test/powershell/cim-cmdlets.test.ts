// The connector's tests are worth what this stand-in is worth: what it passes on, what it refuses, and how it fails.

import { once } from 'node:events';
import { readdirSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { DROPPED_AFTER } from '../make/faults.ts';
import { describeWith } from '../make/needs.ts';
import { type FarEnd, findPwsh } from '../make/site/pwsh.ts';
import { makeTempFolder } from '../make/temp-folder.ts';
import { HOSTILE_NAMES } from '../site/contract.ts';
import { runEngine, runScript } from './run-script.ts';

const pwsh = findPwsh();

/** WQL as a text in a script, and as what its first group's query would be. */
const GROUP = "SELECT GroupID FROM SMS_DistributionPointGroup WHERE Name = 'Branch Offices 01'";
const CALL = `Invoke-CimMethod -InputObject (Get-CimInstance @site -Query "${GROUP}") -MethodName ReDistributePackage`;
const TELL = `
catch {
  $e = $_.Exception
  if ($e -isnot [Microsoft.Management.Infrastructure.CimException]) { $e.Message; return }
  $e.MessageId
  "$($e.NativeErrorCode)"
  if ($e.ErrorData) { "$($e.ErrorData.CimSystemProperties.ClassName) $($e.ErrorData.ErrorCode): $($e.ErrorData.Description)" }
}`;

const STRANGE = [
  'SELECT * FROM SMS_Site',
  'SELECT SiteCode FROM SMS_Site WHERE SiteCode = "P01"',
  "SELECT SiteCode FROM SMS_Site WHERE SiteCode LIKE 'P%'",
  "SELECT SiteCode FROM SMS_Site WHERE SiteCode <> 'P01'",
  "SELECT SiteCode FROM SMS_Site WHERE SiteCode = 'P01",
  "SELECT SiteCode FROM SMS_Site WHERE SiteCode = 'a'b'",
  `SELECT SiteCode FROM SMS_Site WHERE SiteCode = 'a"b'`,
  "SELECT SiteCode FROM SMS_Site WHERE SiteCode = 'a\\b'",
  "SELECT SiteCode FROM SMS_Site WHERE (SiteCode = 'P01'",
  "SELECT SiteCode FROM SMS_Site WHERE SiteCode = 'P01'; DROP",
  "SELECT SiteCode FROM SMS_Site WHERE Nothing = 'P01'",
  'SELECT Nothing FROM SMS_Site',
];

describeWith('pwsh', pwsh, () => {
  async function make(simulation: SimulatorOptions = {}) {
    const simulator = await startSimulator({ groups: 2, packages: 3, members: 2, ...simulation });
    onTestFinished(() => simulator.close());
    const run = (script: string, farEnd: FarEnd = { site: simulator.url }) =>
      runScript(pwsh ?? '', script, farEnd);
    return { site: simulator.site, url: simulator.url, run };
  }

  /** What a query gives, as JSON has it. */
  const ask = (query: string) =>
    `ConvertTo-Json -Compress @(Get-CimInstance @site -Query ${literal(query)} | ForEach-Object Name)`;

  it('finds names with every character that a name may have, and no others', async () => {
    const { run } = await make({ groupNames: HOSTILE_NAMES, groups: HOSTILE_NAMES.length });
    const queries = HOSTILE_NAMES.map((name) => ask(named(name)));
    const found = (await run(queries.join('\n'))).map((line) => JSON.parse(line) as unknown);
    expect(found).toEqual(HOSTILE_NAMES.map((name) => [name]));
  });

  it('asks for more than fits into an address in parts, and shows each row once', async () => {
    const groupNames = Array.from({ length: 60 }, (_, number) => `${'北'.repeat(60)} ${number}`);
    const { run, site } = await make({ groupNames });
    const conditions = [...groupNames, ...groupNames].map((name) => `Name = '${name}'`).join(' OR ');
    const [found = ''] = await run(
      ask(`SELECT Name FROM SMS_DistributionPointGroup WHERE HasMember = TRUE AND (${conditions})`),
    );
    expect(JSON.parse(found)).toEqual(groupNames);
    expect(site.requests.reads).toBeGreaterThan(2);
  });

  it('reads page after page', async () => {
    const { run, site } = await make({ groups: 7, pageSize: 3 });
    const [found = ''] = await run(ask('SELECT Name FROM SMS_DistributionPointGroup'));
    expect(JSON.parse(found)).toEqual(site.groups.map(({ name }) => name));
  });

  it('gives the types of .NET, and times of this machine', async () => {
    const { run, site } = await make({ clock: () => 1_800_000_000_000 });
    site.redistributeByAnother('Branch Offices 02', 'P0100001');
    const said = await run(`
      $job = Get-CimInstance @site -Query "SELECT JobID, PkgID, State, CreationTime FROM SMS_DistributionJob WHERE PkgID = 'P0100001'"
      foreach ($name in 'JobID', 'PkgID', 'State', 'CreationTime') { @($job)[0].$name.GetType().Name }
      @($job)[0].CreationTime.Kind
      @($job)[0].CreationTime.ToUniversalTime().ToString('o')
      @($job)[0].CreationTime.ToString('HH:mm')`);
    expect(said.slice(0, 6)).toEqual([
      ...['UInt64', 'String', 'UInt32', 'DateTime', 'Local'],
      '2027-01-15T08:00:00.0000000Z',
    ]);
    expect(said[6]).not.toBe('08:00');
  });

  it('refuses WQL that dpsync does not write', async () => {
    const { run, site } = await make();
    const said = await run(`
      foreach ($query in ${STRANGE.map(literal).join(', ')}) {
        try { Get-CimInstance @site -Query $query; "understood: $query" } ${TELL.replace('return', 'continue')}
      }`);
    expect(said).toEqual(STRANGE.flatMap(() => ['HRESULT 0x80041017', 'InvalidQuery']));
    // Whose site it is, for the namespace; no more.
    expect(site.requests.reads).toBe(1);
  });

  it('refuses what the real cmdlets, the provider and dpsync do not have', async () => {
    const { run, site } = await make();
    const said = await run(`
      foreach ($wrong in {Get-CimInstance @site -ClassName SMS_Site},
          {Get-CimInstance -Namespace root\\SMS\\site_XYZ -Query 'SELECT SiteCode FROM SMS_Site'},
          {Get-CimInstance @site -Query 'SELECT SiteCode FROM SMS_Sites'},
          {Invoke-CimMethod -InputObject ([pscustomobject]@{ GroupID = '{}' }) -MethodName ReDistributePackage},
          {${CALL} -Arguments @{ PackageIDs = 'P0100001' }},
          {${CALL} -Arguments @{ PackageID = [string[]] 'P0100001' }},
          {${CALL.replace('ReDistributePackage', 'RefreshDPGroup')}}) {
        try { & $wrong } ${TELL.replace('return', 'continue')}
      }`);
    expect(said).toEqual([
      "A parameter cannot be found that matches parameter name 'ClassName'.",
      ...['HRESULT 0x8004100e', 'InvalidNamespace'],
      ...['HRESULT 0x80041010', 'InvalidClass'],
      'InputObject is no CimInstance',
      ...['HRESULT 0x8004102f', 'InvalidParameter'],
      ...['HRESULT 0x80041005', 'TypeMismatch'],
      ...['HRESULT 0x8004102e', 'MethodNotFound'],
    ]);
    expect(site.requests.calls).toBe(0);
  });

  describe('Invoke-CimMethod', () => {
    const call = `${CALL} -OperationTimeoutSec 1 -Arguments @{ PackageID = 'P0100002' }`;

    it('calls the method, once', async () => {
      const { run, site } = await make();
      expect(await run(`$r = ${call}; "$($r.ReturnValue) $($r.ReturnValue.GetType().Name)"`)).toEqual([
        '0 Int32',
      ]);
      expect(site.calls.map(({ group, package: { id } }) => [group.number, id])).toEqual([[0, 'P0100002']]);
    });

    const error = (status: number, body = '') => ({ kind: 'answer', taken: false, status, body }) as const;
    const OWN = '{"error":{"code":"GenericFailure","message":"No such thing"}}';
    it.each([
      ['HRESULT 0x80041001 Failed SMS_ExtendedStatus 1: No such thing', error(500, OWN)],
      ['HRESULT 0x80041002 NotFound', error(404, OWN)],
      ['HRESULT 0x80041003 AccessDenied', error(403, OWN)],
      ['HRESULT 0x80041004 Failed', error(502)],
      ['HRESULT 0x80041015 Failed', DROPPED_AFTER],
      ['HRESULT 0x80041015 Failed', { kind: 'half', taken: true, body: '{"Ret', ending: 'break' } as const],
      ['HRESULT 0x80338029 Failed', { kind: 'hang', taken: true } as const],
    ])('fails with %s', async (said, fault) => {
      const { run, site } = await make();
      site.script((request) => (request.kind === 'call' ? fault : undefined));
      expect((await run(`try { ${call} } ${TELL}`)).join(' ')).toBe(said);
      expect(site.requests.calls).toBe(1);
    });

    it('goes on where the caller says so, and fails without a site', async () => {
      const { run } = await make();
      const farEnd = { sites: { 'cm01.corp.example': 'http://127.0.0.1:9/AdminService' } };
      const said = await run(
        `New-CimSession cm01.corp.example -ErrorAction SilentlyContinue; $Error[0].Exception.MessageId
         New-CimSession cm02.corp.example -SessionOption (New-CimSessionOption -Protocol Dcom) -ErrorAction SilentlyContinue
         $Error[0].Exception.MessageId`,
        farEnd,
      );
      expect(said).toEqual(['HRESULT 0x80338012', 'HRESULT 0x800706ba']);
    });
  });

  it('shows where the provider is, what the method takes, and the time', async () => {
    const { run, url } = await make({ clock: () => 1_800_000_000_000 });
    const said = await run(
      `$server = New-CimSession -ComputerName CM01 -OperationTimeoutSec 5
       $where = @{ CimSession = $server; OperationTimeoutSec = 5 }
       $provider = Get-CimInstance -Namespace root\\SMS -Query 'SELECT Machine, SiteCode FROM SMS_ProviderLocation WHERE ProviderForLocalSite = TRUE' @where
       "$($provider.SiteCode) on $($provider.Machine)"
       $class = Get-CimClass -Namespace root\\SMS\\site_P01 -ClassName SMS_DistributionPointGroup @where
       $class.CimClassMethods['ReDistributePackage'].Parameters['PackageID'].CimType
       (Get-CimInstance -Namespace root\\cimv2 -Query 'SELECT LocalDateTime FROM Win32_OperatingSystem' @where).LocalDateTime.ToUniversalTime().ToString('s')
       (Get-CimInstance -Namespace root\\cimv2 -Query 'SELECT Hour FROM Win32_UTCTime' @where).Hour
       Remove-CimSession $server
       try { Get-CimClass -Namespace root\\SMS\\site_P01 -ClassName SMS_Site @where } catch { 'gone' }`,
      { sites: { cm01: url }, provider: 'CM02', parameter: 'StringArray' },
    );
    expect(said).toEqual(['P01 on CM02', 'StringArray', '2027-01-15T08:00:00', '8', 'gone']);
  });

  it('fails on demand, once where the demand is a file', async () => {
    const { run, url } = await make();
    using folder = makeTempFolder();
    writeFileSync(join(folder.path, 'Get-CimInstance'), 'hresult 0x80041003 extended\n');
    const said = await run(
      `try { ${ask('SELECT Name FROM SMS_DistributionPointGroup')} } ${TELL}
       ${ask('SELECT Name FROM SMS_DistributionPointGroup')}`,
      { site: url, faults: folder.path, fault: 'Get-CimClass throw never' },
    );
    expect(said).toEqual([
      ...['HRESULT 0x80041003', 'AccessDenied', 'SMS_ExtendedStatus 1: Demanded by a test'],
      '["Branch Offices 01","Branch Offices 02"]',
    ]);
    expect(readdirSync(folder.path)).toHaveLength(1);
  });

  it.each([
    ['slow 1', /^found\n$/, ''],
    ['garbage', /^noise\n{}\n\S+\nfound\n$/, ''],
    ['noise', /^found\n$/, 'noise\n'],
    ['flood 2', /^A{2097152}\nfound\n$/, ''],
    ['throw no such luck', /^no such luck\n$/, ''],
    ['exit 0', /^$/, ''],
  ])('does on demand: %s', async (fault, stdout, stderr) => {
    const { url } = await make();
    const script = `try { $null = Get-CimInstance @site -Query 'SELECT SiteCode FROM SMS_Site'; 'found' } ${TELL}`;
    const said = await runEngine(pwsh ?? '', script, { site: url, fault: `Get-CimInstance ${fault}` });
    expect(said).toEqual({ stdout: expect.stringMatching(stdout), stderr });
  });

  it('hangs on demand until it is killed', async () => {
    const { url } = await make();
    using folder = makeTempFolder();
    writeFileSync(join(folder.path, 'import'), 'hang');
    const stop = new AbortController();
    const folderWatch = watch(folder.path);
    onTestFinished(() => folderWatch.close());
    const taken = once(folderWatch, 'change');
    const running = runEngine(
      pwsh ?? '',
      'Get-CimClass SMS_Site',
      { site: url, faults: folder.path },
      stop.signal,
    );
    await taken;
    stop.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });
});

function named(name: string): string {
  return `SELECT Name FROM SMS_DistributionPointGroup WHERE Name = '${name.replace(/[\\'"]/g, '\\$&')}'`;
}

/** A text as a literal of PowerShell, in which nothing is special but the quotes that it knows. */
function literal(text: string): string {
  return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;
}
