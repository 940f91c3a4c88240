import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { defaultExecutable } from '../../../src/site/powershell/session.ts';
import { enginesOf, expectNoEngines, killEngines } from '../../make/engines.ts';
import { describeWith } from '../../make/needs.ts';
import { makePowerShellSite, type PowerShellSite } from '../../make/site/powershell-site.ts';
import { findPwsh } from '../../make/site/pwsh.ts';
import { makeTempFolder } from '../../make/temp-folder.ts';
import { callOf, groupNames, rejection } from '../contract.ts';
import { packageIds } from '../facts-contract.ts';

const CALLS_AT_ONCE = 3;

async function call({ site, connector }: PowerShellSite) {
  return connector.redistribute(callOf(site));
}

/** True until the end of a process of ours has been noticed. */
function isThere(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

describe('what is started where the config names nothing', () => {
  it.each([
    ['win32', 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe'],
    ['linux', 'pwsh'],
  ])('%s: %s', (platform, executable) => {
    vi.stubEnv('SystemRoot', 'C:\\Windows');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(defaultExecutable(platform)).toBe(executable);
  });
});

describeWith('pwsh', findPwsh(), () => {
  describe('engines', () => {
    it('are started when they are first needed, kept, and ended with the site', async () => {
      const made = await makePowerShellSite({ settings: { maxConcurrentCalls: CALLS_AT_ONCE } });
      const engines = () => enginesOf(made.url);
      expect(engines()).toEqual([]);
      await made.connector.probe();
      const [reading] = engines();
      expect(engines()).toEqual([reading]);
      await call(made);
      const both = engines();
      expect(both).toHaveLength(2);
      await call(made);
      await made.connector.probe();
      expect(engines()).toEqual(both);
      await Promise.all(Array.from({ length: 2 * CALLS_AT_ONCE }, () => call(made)));
      expect(engines()).toHaveLength(1 + CALLS_AT_ONCE);
      await made.connector.close();
      await expectNoEngines(made.url);
    });

    it('are replaced after an hour, for the site may have changed by then', async () => {
      let now = Date.now();
      const made = await makePowerShellSite({ clock: () => now });
      await made.connector.probe();
      const first = enginesOf(made.url);
      now += 3_600_001;
      await made.connector.probe();
      const second = enginesOf(made.url);
      expect(second).toHaveLength(1);
      expect(second).not.toEqual(first);
    });

    it('are replaced where the connection was lost', async () => {
      const made = await makePowerShellSite();
      made.site.script(({ kind }) => (kind === 'call' ? { kind: 'drop', taken: true } : undefined));
      expect(await call(made)).toMatchObject({ outcome: 'unknown', error: { code: 'DPS2046' } });
      await expectNoEngines(made.url);
      made.site.script(() => undefined);
      expect(await call(made)).toMatchObject({ outcome: 'accepted' });
    });

    it('that were killed while nobody needed them are replaced, and nothing is lost', async () => {
      const made = await makePowerShellSite({ settings: { maxConcurrentCalls: 1 } });
      await call(made);
      const engines = enginesOf(made.url);
      killEngines(made.url);
      await expect.poll(() => engines.filter(isThere)).toEqual([]);
      expect(await call(made)).toMatchObject({ outcome: 'accepted' });
      expect(made.site.calls).toHaveLength(2);
    });
  });

  describe('a call', () => {
    it.each<readonly [string, object, taken: number]>([
      ['hang', { outcome: 'unknown', error: { code: 'DPS2040' } }, 0],
      ['garbage', { outcome: 'unknown', error: { code: 'DPS2071' } }, 1],
      ['noise', { outcome: 'unknown', error: { code: 'DPS2071' } }, 1],
      ['flood 200', { outcome: 'unknown', error: { code: 'DPS2045' } }, 0],
      ['throw it is broken', { outcome: 'unknown', error: { code: 'DPS2046' } }, 0],
      ['exit 0', { outcome: 'unknown', error: { code: 'DPS2070' } }, 0],
      ['exit 1', { outcome: 'unknown', error: { code: 'DPS2070' } }, 0],
      ['prompt', { outcome: 'unknown', error: { code: 'DPS2046' } }, 0],
      ['hresult 0x80041001', { outcome: 'unknown', error: { code: 'DPS2046' } }, 0],
      ['hresult 0x800706ba', { outcome: 'unknown', error: { code: 'DPS2046' } }, 0],
      ['hresult 0x80338012', { outcome: 'unknown', error: { code: 'DPS2046' } }, 0],
      ['hresult 0x80041001 extended', { finality: 'permanent', error: { code: 'DPS2031' } }, 0],
      ['hresult 0x80041003', { finality: 'permanent', error: { code: 'DPS2021' } }, 0],
    ])('in which the cmdlet does this: %s', async (fault, answer, taken) => {
      using faults = makeTempFolder();
      const made = await makePowerShellSite({
        settings: { callTimeout: fault === 'hang' ? 4000 : 20_000 },
        farEnd: { faults: faults.path },
      });
      writeFileSync(join(faults.path, 'Invoke-CimMethod'), fault);
      expect(await call(made)).toMatchObject(answer);
      // The engine is gone, and the next call has another one. What was taken is known to the site alone.
      expect(await call({ ...made })).toMatchObject({ outcome: 'accepted' });
      expect(made.site.calls.length).toBeLessThanOrEqual(1 + taken);
      await made.connector.close();
      await expectNoEngines(made.url);
    });

    it.each([
      ['hresult 0x80041001', 'transient', 'site', 'DPS2015'],
      ['hresult 0x800706ba', 'transient', 'site', 'DPS2011'],
      ['throw it is broken', 'transient', 'site', 'DPS2015'],
      ['hresult 0x80041003', 'permanent', 'entry', 'DPS2021'],
    ])('whose group could not be read is surely not sent: %s', async (fault, finality, scope, code) => {
      using faults = makeTempFolder();
      const made = await makePowerShellSite({
        settings: { maxConcurrentCalls: 1 },
        farEnd: { faults: faults.path },
      });
      await call(made);
      writeFileSync(join(faults.path, 'Get-CimInstance'), fault);
      expect(await call(made)).toMatchObject({ outcome: 'rejected', finality, scope, error: { code } });
      expect(made.site.calls).toHaveLength(1);
    });

    it('whose group is asked for in vain is surely not sent, long before its time limit', async () => {
      const made = await makePowerShellSite({ settings: { maxConcurrentCalls: 1, callTimeout: 600_000 } });
      await call(made);
      made.site.script(({ kind }) => (kind === 'read' ? { kind: 'hang', taken: false } : undefined));
      const answer = await made.connector.redistribute({ ...callOf(made.site), deadline: Date.now() + 900 });
      expect(answer).toMatchObject({
        outcome: 'rejected',
        finality: 'transient',
        error: { code: 'DPS2015' },
      });
      expect(made.site.calls).toHaveLength(1);
    });

    it('that comes to its method too late does not make it', async () => {
      using faults = makeTempFolder();
      const made = await makePowerShellSite({
        settings: { maxConcurrentCalls: 1 },
        farEnd: { faults: faults.path },
      });
      await call(made);
      writeFileSync(join(faults.path, 'Get-CimInstance'), 'slow 1000');
      const answer = await made.connector.redistribute({ ...callOf(made.site), deadline: Date.now() + 500 });
      expect(answer).toMatchObject({
        outcome: 'rejected',
        finality: 'transient',
        error: { code: 'DPS2016' },
      });
      expect(made.site.calls).toHaveLength(1);
    });

    it('whose engine is killed in the middle is unknown', async () => {
      const made = await makePowerShellSite();
      made.site.script(({ kind }) => {
        if (kind === 'read') return undefined;
        killEngines(made.url);
        return { kind: 'hang', taken: true };
      });
      expect(await call(made)).toMatchObject({ outcome: 'unknown', error: { code: 'DPS2070' } });
      expect(made.site.calls).toHaveLength(1);
    });

    it('to which a slow engine gets in the end is not lost', async () => {
      const made = await makePowerShellSite({
        settings: { callTimeout: 1000 },
        farEnd: { fault: 'import slow 1500' },
      });
      expect(await call(made)).toMatchObject({ outcome: 'accepted' });
    });

    it('after the site was closed is not sent', async () => {
      const made = await makePowerShellSite();
      await made.connector.close();
      expect(await call(made)).toMatchObject({ outcome: 'rejected', error: { code: 'DPS2015' } });
      expect(enginesOf(made.url)).toEqual([]);
    });
  });

  describe('a read', () => {
    it('waits for no call, and no call for it', async () => {
      const made = await makePowerShellSite({ settings: { maxConcurrentCalls: 1 } });
      const gate = Promise.withResolvers<void>();
      made.site.script(({ kind }) => {
        if (kind === 'read') return undefined;
        gate.resolve();
        return { kind: 'hang', taken: true };
      });
      const stop = new AbortController();
      const calling = call(made);
      await gate.promise;
      expect((await made.connector.findPackages(packageIds(made.site), stop.signal)).size).toBe(2);
      killEngines(made.url);
      expect(await calling).toMatchObject({ outcome: 'unknown' });
    });

    it.each([
      ['hang', 'DPS2040'],
      ['garbage', 'DPS2071'],
      ['noise', 'DPS2071'],
      ['exit 0', 'DPS2070'],
      ['throw it is broken', 'DPS2046'],
    ])('in which the cmdlet does this can be asked again: %s', async (fault, code) => {
      using faults = makeTempFolder();
      const made = await makePowerShellSite({
        settings: { callTimeout: fault === 'hang' ? 4000 : 20_000 },
        farEnd: { faults: faults.path },
      });
      await made.connector.probe();
      writeFileSync(join(faults.path, 'Get-CimInstance'), fault);
      const failure = await rejection(made.connector.findGroups(groupNames('x')));
      expect(failure).toMatchObject({ code, consequence: 'wait' });
      expect((await made.connector.findPackages(packageIds(made.site))).size).toBe(2);
    });

    it.each(['hresult 0x80041001', 'hresult 0x80070005', 'hang'])(
      'keeps its engine where the time may not be asked: %s',
      async (fault) => {
        using faults = makeTempFolder();
        writeFileSync(join(faults.path, 'Get-CimInstance root-cimv2'), fault);
        const made = await makePowerShellSite({
          settings: { callTimeout: 20_000 },
          farEnd: { faults: faults.path },
        });
        await made.connector.probe();
        const engines = enginesOf(made.url);
        expect(engines).toHaveLength(1);
        await made.connector.probe();
        expect(enginesOf(made.url)).toEqual(engines);
        expect(readdirSync(faults.path)).toEqual([expect.stringMatching(/cimv2\.\d+$/)]);
      },
    );

    it.each(['2026-11-20T08:00:00Z', '/Date(0)/', '@{a=1}', '[array]'])(
      'takes a name for a name, whatever JSON would make of it: %s',
      async (name) => {
        const { connector } = await makePowerShellSite({ simulation: { groupNames: [name] } });
        const found = await connector.findGroups(groupNames(name));
        expect([...found.values()].flat().map((group) => group.name)).toEqual([name]);
      },
    );
  });
});
