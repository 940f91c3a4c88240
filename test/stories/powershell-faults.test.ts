// Whatever an engine does in the middle of a call, the run goes on, one entry is unknown, and no process is left.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { enginesOf, expectNoEngines, killEngines } from '../make/engines.ts';
import { type Estate, makeEstate } from '../make/estate.ts';
import { describeWith } from '../make/needs.ts';
import { redistribution } from '../make/noun/redistribution.ts';
import { type FarEnd, findPwsh, pwshEnvironment } from '../make/site/pwsh.ts';
import { makeTempFolder } from '../make/temp-folder.ts';

const PACKAGES = [1, 2, 3, 4, 5, 6];
const LIMIT = 900_000;
const pwsh = findPwsh();

interface Given {
  readonly callTimeout?: string;
  readonly slots?: number;
  readonly farEnd?: FarEnd;
}

interface Scene {
  readonly estate: Estate;
  readonly simulator: Simulator;
}

/** Six entries that are declared and due, at a site that is reached by PowerShell. */
async function makeScene({ callTimeout = '5s', slots = 2, farEnd }: Given): Promise<Scene> {
  const simulator = await startSimulator({ groups: 1, packages: PACKAGES.length });
  const environment = pwshEnvironment({ site: simulator.url, ...farEnd });
  const estate = makeEstate({ url: simulator.url, environment });
  onTestFinished(async () => {
    estate.remove();
    killEngines(simulator.url);
    await simulator.close();
  });
  estate.writeConfig(`apiVersion: dpsync/v1
kind: Config
ledger: sqlite:dpsync.db
sources: [{name: content, url: ./content, branch: main}]
sites:
  - code: P01
    maxConcurrentCalls: ${slots}
    callTimeout: ${callTimeout}
    provider: {type: powershell, executable: ${JSON.stringify(pwsh)}}
guards: {firstRun: apply}
`);
  estate.commit({ 'all.yaml': redistribution({ packages: PACKAGES }) });
  return { estate, simulator };
}

interface Outcome {
  /** How many entries ended so. */
  readonly accepted: number;
  readonly unknown: number;
  readonly rejected: number;
  readonly exitCode: number | null;
}

async function apply({ estate }: Scene): Promise<Outcome> {
  const { stdout, code } = await estate.dpsync('apply', '--yes', '-o', 'json');
  const { summary } = JSON.parse(stdout) as { summary: Omit<Outcome, 'exitCode'> };
  const { accepted, unknown, rejected } = summary;
  return { accepted, unknown, rejected, exitCode: code };
}

/** No entry was sent twice. */
function expectNothingTwice({ simulator }: Scene): void {
  const taken = simulator.site.calls.map(({ package: content }) => content.id);
  expect(new Set(taken).size).toBe(taken.length);
}

describeWith('pwsh', pwsh, () => {
  describe('one call among six', () => {
    it.each([
      ['a script error', 'throw the script has a fault'],
      ['200 MB of output', 'flood 200'],
      ['noise on stderr', 'noise'],
      ['an answer that nobody asked for', 'garbage'],
      ['a hang', 'hang'],
      ['an end that looks like success', 'exit 0'],
    ])('%s', { timeout: LIMIT }, async (_name, fault) => {
      using faults = makeTempFolder();
      writeFileSync(join(faults.path, 'Invoke-CimMethod'), fault);
      const scene = await makeScene({ farEnd: { faults: faults.path } });
      expect(await apply(scene)).toEqual({ accepted: 5, unknown: 1, rejected: 0, exitCode: 5 });
      expectNothingTwice(scene);
      await expectNoEngines(scene.simulator.url);
      // Nobody calls it again: not even the next run.
      expect(await apply(scene)).toMatchObject({ accepted: 0, exitCode: 5 });
      expectNothingTwice(scene);
    });

    it('an engine that is killed while the site works', { timeout: LIMIT }, async () => {
      const scene = await makeScene({ slots: 1 });
      const { site, url } = scene.simulator;
      site.script(({ kind, number }) => {
        if (kind === 'read' || number > 1) return undefined;
        expect(killEngines(url)).toBeGreaterThan(0);
        return { kind: 'hang', taken: true };
      });
      expect(await apply(scene)).toEqual({ accepted: 5, unknown: 1, rejected: 0, exitCode: 5 });
      expect(site.calls).toHaveLength(6);
      expectNothingTwice(scene);
      await expectNoEngines(url);
    });
  });

  it('an engine that starts slowly is waited for', { timeout: LIMIT }, async () => {
    const scene = await makeScene({ farEnd: { fault: 'import slow 1500' } });
    expect(await apply(scene)).toEqual({ accepted: 6, unknown: 0, rejected: 0, exitCode: 0 });
    await expectNoEngines(scene.simulator.url);
  });

  it('an engine that ends before it is ready leaves everything untouched', { timeout: LIMIT }, async () => {
    const scene = await makeScene({ farEnd: { fault: 'import exit 3' } });
    expect((await scene.estate.dpsync('apply', '--yes')).code).toBe(1);
    expect(scene.simulator.site.requests.calls).toBe(0);
    await expectNoEngines(scene.simulator.url);
  });

  it('dpsync is killed in the middle of a call, and leaves no engine behind', {
    timeout: LIMIT,
  }, async () => {
    const scene = await makeScene({ slots: 1, callTimeout: '2s' });
    const { site, url } = scene.simulator;
    const called = Promise.withResolvers<void>();
    site.script(({ kind }) => {
      if (kind === 'read') return undefined;
      called.resolve();
      return { kind: 'hang', taken: true };
    });
    const running = scene.estate.start('apply', '--yes');
    await called.promise;
    expect(enginesOf(url).length).toBeGreaterThan(0);
    running.kill('SIGKILL');
    await running.finished;
    await expectNoEngines(url);
  });
});
