import { describe, expect, it, onTestFinished } from 'vitest';
import type { SimulatorOptions } from '../../../src/simulator/options.ts';
import { startSimulator } from '../../../src/simulator/simulator.ts';
import { engineEnvironment } from '../../../src/site/powershell/engine/environment.ts';
import { encode, requestCommand } from '../../../src/site/powershell/engine/script.ts';
import { startEngine } from '../../../src/site/powershell/engine/start.ts';
import { exchange, type Request } from '../../../src/site/powershell/exchange.ts';
import { expectNoEngines } from '../../make/engines.ts';
import { describeWith } from '../../make/needs.ts';
import { type FarEnd, findPwsh, pwshEnvironment } from '../../make/site/pwsh.ts';

const LIMITS = { milliseconds: 20_000, longest: 1_000_000 };

async function make(farEnd: FarEnd = {}, simulation: SimulatorOptions = {}) {
  const simulator = await startSimulator({ groups: 50, packages: 1, members: 1, ...simulation });
  onTestFinished(() => simulator.close());
  const { engine } = await startEngine({
    executable: findPwsh() ?? '',
    environment: engineEnvironment(pwshEnvironment({ site: simulator.url, ...farEnd }), 'pwsh'),
    name: 'Site P01',
  });
  onTestFinished(() => engine.end());
  const ask = (request: Request, limits = LIMITS) => exchange(engine, request, limits);
  return { engine, ask, url: simulator.url, site: simulator.site };
}

function read(query: string, ...properties: readonly string[]): Request {
  return { action: 'read', texts: { namespace: 'root\\SMS\\site_P01', query }, values: { properties } };
}

describeWith('pwsh', findPwsh(), () => {
  describe('a request', () => {
    it('gives rows in the order of their properties', async () => {
      const { ask } = await make();
      const where = "WHERE Name = 'Branch Offices 02'";
      const query = `SELECT Name, MemberCount FROM SMS_DistributionPointGroup ${where}`;
      expect(await ask(read(query, 'MemberCount', 'Name'))).toEqual({
        kind: 'answered',
        result: { rows: [[1, 'Branch Offices 02']] },
      });
    });

    it('gives times in UTC, and numbers of 64 bits as text', async () => {
      const { ask, site } = await make({}, { members: 2 });
      site.redistributeByAnother(site.groups[0]?.name ?? '', site.packages[0]?.id ?? '');
      const query = 'SELECT JobID, CreationTime FROM SMS_DistributionJob';
      const answer = await ask(read(query, 'JobID', 'CreationTime'));
      const row = [
        expect.stringMatching(/^\d+$/),
        expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/),
      ];
      expect(answer).toEqual({ kind: 'answered', result: { rows: [row] } });
      const [, told] = /"(\d{4}-[^"]+)"/.exec(JSON.stringify(answer)) ?? [];
      expect(Math.abs(Date.parse(told ?? '') - Date.now())).toBeLessThan(600_000);
    });

    it('whose answer is too long harms nothing', async () => {
      const { engine, ask } = await make();
      const request = read('SELECT GroupID, Name FROM SMS_DistributionPointGroup', 'GroupID', 'Name');
      expect(await ask(request, { ...LIMITS, longest: 4000 })).toEqual({ kind: 'tooLarge' });
      expect(engine.usable).toBe(true);
      expect((await ask(request)).kind).toBe('answered');
    });

    it('for more rows than are read is stopped', async () => {
      const { engine } = await make();
      const endless = "& { while ($true) { @{ a = 'x' } } }";
      const rows = "Add-DpsyncRow ([Collections.Generic.List[object]]::new()) @('a') 1000";
      const stopped = "catch [OverflowException] { [Console]::Out.WriteLine('stopped') }";
      const said = await engine.run(`try { ${endless} | ${rows} } ${stopped}`, LIMITS);
      expect(said).toEqual({ kind: 'said', text: 'stopped' });
    });

    it('that runs into an error leaves the engine as it is', async () => {
      const { engine, ask } = await make();
      expect(await ask(read('SELECT Nothing FROM SMS_Site', 'Nothing'))).toMatchObject({
        kind: 'failed',
        sent: false,
        fault: { messageId: 'HRESULT 0x80041017', native: 'InvalidQuery' },
      });
      expect(engine.usable).toBe(true);
    });

    it('that hangs ends its engine, even where nobody is left to do so', async () => {
      const { engine, url } = await make({ fault: 'Get-CimInstance hang' });
      const { texts = {}, values } = read('SELECT SiteCode FROM SMS_Site', 'SiteCode');
      const encoded = Object.entries(texts).map(([name, text]) => [name, encode(text)]);
      const own = { nonce: 'x', action: 'read', milliseconds: 500, seconds: 1, longest: 1000 };
      const command = requestCommand({ ...own, ...Object.fromEntries(encoded), ...values });
      // It is given twenty seconds here; only its own guard ends it before.
      expect(await engine.run(command, LIMITS)).toEqual({ kind: 'ended', text: 'signal SIGKILL' });
      await expectNoEngines(url);
    });
  });
});
