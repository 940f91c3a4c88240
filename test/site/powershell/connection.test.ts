import { describe, expect, it, onTestFinished } from 'vitest';
import { groupKey } from '../../../src/model/entry.ts';
import { startSimulator } from '../../../src/simulator/simulator.ts';
import type { PowerShellSettings } from '../../../src/site/settings.ts';
import { describeWith } from '../../make/needs.ts';
import { makePowerShellSite } from '../../make/site/powershell-site.ts';
import { type FarEnd, findPwsh } from '../../make/site/pwsh.ts';
import { callOf, groupNames, rejection, siteCode } from '../contract.ts';

const SERVER = 'CM01.corp.example';
const HRESULT = /HRESULT 0x[0-9a-f]{8}/;

/** A connector to a site that is reached by a server's name. */
async function makeAt(provider: Partial<PowerShellSettings>, farEnd: FarEnd = {}) {
  const simulator = await startSimulator({ groups: 1, packages: 1, members: 1 });
  onTestFinished(() => simulator.close());
  const { connector } = await makePowerShellSite({
    provider: { server: SERVER, ...provider },
    farEnd: { sites: { [SERVER]: simulator.url }, ...farEnd },
  });
  return { site: simulator.site, connector };
}

describeWith('pwsh', findPwsh(), () => {
  describe('a server that is named', () => {
    it.each(['wsman', 'dcom'] as const)('is asked and told over %s', async (protocol) => {
      const { site, connector } = await makeAt({ protocol });
      const found = await connector.findGroups(groupNames('Branch Offices 01'));
      expect(found.get(groupKey('Branch Offices 01'))).toHaveLength(1);
      expect(await connector.redistribute(callOf(site))).toEqual({ outcome: 'accepted', returnValue: 0 });
      expect(site.calls).toHaveLength(1);
    });

    it.each([
      ['wsman', 'DPS2066', /0x80338012/],
      ['dcom', 'DPS2011', /0x800706ba/],
    ] as const)('and does not answer holds the site: %s', async (protocol, code, message) => {
      const { site, connector } = await makeAt({ server: 'cm99', protocol });
      const failure = await rejection(connector.probe());
      expect(failure).toMatchObject({ code, consequence: 'wait' });
      expect(failure.message).toMatch(message);
      expect(failure.message).toMatch(/^Site P01 at cm99, by /);
      expect(await connector.redistribute(callOf(site))).toMatchObject({
        ...{ outcome: 'rejected', finality: 'transient', scope: 'site' },
        error: { code },
      });
    });
  });

  describe('the provider', () => {
    it('is found where it is on another machine', async () => {
      const elsewhere = await startSimulator({ groups: 1, packages: 1, members: 1 });
      onTestFinished(() => elsewhere.close());
      const { connector } = await makeAt(
        {},
        {
          sites: { [SERVER]: elsewhere.url, 'SQL01.corp.example': elsewhere.url },
          provider: 'SQL01.corp.example',
        },
      );
      expect(await connector.redistribute(callOf(elsewhere.site))).toMatchObject({ outcome: 'accepted' });
    });

    it('is not asked on another machine where only the way in which that is named differs', async () => {
      const { connector } = await makeAt({ server: SERVER }, { provider: 'cm01' });
      await expect(connector.probe()).resolves.toBeUndefined();
    });

    it('on a machine that does not answer holds the site', async () => {
      const { connector } = await makeAt({}, { provider: 'SQL01' });
      expect(await rejection(connector.probe())).toMatchObject({ code: 'DPS2066', consequence: 'wait' });
    });

    it.each(["SQL01'; Remove-Item x; '", '$(throw 1)', '\\\\SQL01', '-x'])(
      'is not looked for on what is no server: %s',
      async (provider) => {
        const { connector } = await makeAt({}, { provider });
        expect(await rejection(connector.probe())).toMatchObject({ code: 'DPS2042' });
      },
    );

    it('of another site is told nothing', async () => {
      const { site, connector } = await makePowerShellSite({ settings: { code: siteCode('XYZ') } });
      expect(await rejection(connector.findGroups(groupNames('x')))).toMatchObject({
        code: 'DPS2001',
        consequence: 'stop',
      });
      expect(await connector.redistribute(callOf(site))).toMatchObject({
        outcome: 'rejected',
        error: { code: 'DPS2001' },
      });
      expect(site.requests.calls).toBe(0);
    });
  });

  describe("the method's parameter", () => {
    it('may be a list of one', async () => {
      const { site, connector } = await makePowerShellSite({ farEnd: { parameter: 'StringArray' } });
      expect(await connector.redistribute(callOf(site))).toEqual({ outcome: 'accepted', returnValue: 0 });
      expect(site.calls.map((call) => call.package)).toEqual([site.packages[0]]);
      expect(await connector.readMethodParameter()).toEqual({ type: 'StringArray', sent: true });
    });

    it.each(['UInt32', 'None'])('may be nothing else: %s', async (parameter) => {
      const { site, connector } = await makePowerShellSite({ farEnd: { parameter } });
      expect(await rejection(connector.probe())).toMatchObject({ code: 'DPS2068', consequence: 'stop' });
      expect(await connector.redistribute(callOf(site))).toMatchObject({
        ...{ outcome: 'rejected', finality: 'transient', scope: 'site' },
        error: { code: 'DPS2068' },
      });
      expect(site.requests.calls).toBe(0);
    });
  });

  describe('what keeps a session from being opened', () => {
    it.each<readonly [string, string, string]>([
      ['access denied by WMI', 'hresult 0x80041003', 'DPS2067'],
      ['access denied by Windows', 'hresult 0x80070005', 'DPS2067'],
      ['a server that is not trusted', 'hresult 0x803380e4', 'DPS2066'],
      ['a name that is not known', 'hresult 0x803381b9', 'DPS2010'],
      ['a network that is silent', 'hresult 0x80338126', 'DPS2011'],
    ])('%s', async (_what, fault, code) => {
      const { connector } = await makeAt({}, { fault: `New-CimSession ${fault}` });
      const failure = await rejection(connector.probe());
      expect(failure).toMatchObject({ code, consequence: 'wait' });
      expect(failure.message).toMatch(HRESULT);
    });

    it('no cmdlets for it', async () => {
      const { connector } = await makePowerShellSite({ environment: { PSModulePath: '/nowhere' } });
      expect(await rejection(connector.probe())).toMatchObject({ code: 'DPS2064', consequence: 'wait' });
    });

    it('no PowerShell', async () => {
      const { site, connector } = await makePowerShellSite({ provider: { executable: '/nowhere/pwsh' } });
      expect(await rejection(connector.probe())).toMatchObject({ code: 'DPS2060', consequence: 'wait' });
      expect(await connector.redistribute(callOf(site))).toMatchObject({
        ...{ outcome: 'rejected', finality: 'transient', scope: 'site' },
        error: { code: 'DPS2060' },
      });
    });
  });
});
