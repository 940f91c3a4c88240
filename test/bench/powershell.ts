import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPwsh, pwshEnvironment } from '../make/site/pwsh.ts';
import type { Case } from './case.ts';
import { groupOf, packageOf } from './declaration.ts';
import { makeEstate } from './estate.ts';
import { runProgram } from './run-node.ts';
import { findFreePort, startSimulated } from './simulated.ts';

const ENTRIES = 1000;
/** The default of a config. */
const SLOTS = 3;
/** So many starts of an engine are measured, and the time is taken as if every entry had one. */
const STARTS = 40;

/** What is written today: a script that is run once for each entry. */
const SCRIPT = `
param([string] $Group, [string] $PackageId)
$namespace = 'root\\SMS\\site_P01'
$query = "SELECT GroupID FROM SMS_DistributionPointGroup WHERE Name = '$Group'"
$result = Get-CimInstance -Namespace $namespace -Query $query |
  Invoke-CimMethod -MethodName ReDistributePackage -Arguments @{ PackageID = $PackageId }
if ($result.ReturnValue -ne 0) { exit 1 }
`;

/**
 * What is saved by sessions that are kept: all of apply, ledger and pre-flight included, against a script per entry. Both
 * have the same engine and the same stand-in for CimCmdlets. Of a start here, a third is the bare engine's; the rest is the
 * loading and first use of the stand-in, which Windows' own module does faster.
 */
export const powershell: Case = {
  name: 'powershell',
  title: `apply of 1,000 entries over ${SLOTS} kept sessions, start to end / a start of the engine per entry, one after the other (${STARTS}, scaled)`,
  target: { kind: 'atLeast', ratio: 20 },
  runs: 3,
  async prepare(folder) {
    const pwsh = findPwsh();
    if (pwsh === undefined) throw new Error('there is no pwsh: run .ci/run once, which builds one');
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}/AdminService`;
    const environment = pwshEnvironment({ site: url });
    const provider = `{type: powershell, executable: ${JSON.stringify(pwsh)}}`;
    const estate = makeEstate({ folder, files: ENTRIES, provider, slots: SLOTS, environment });
    const script = join(folder, 'redistribute.ps1');
    writeFileSync(script, SCRIPT);
    await estate.dpsync(['plan', '--only', 'P01/P01FFFFF/*']);
    const words = ['apply', '--first-run', '--yes', '--no-fetch'];
    // Each has a site of its own: where something is being distributed already, it is not called again.
    const onNewSite = async (work: () => Promise<number>): Promise<number> => {
      const site = await startSimulated({ port, packages: ENTRIES, latency: '0ms' });
      try {
        return await work();
      } finally {
        await site.end();
      }
    };
    const callByScript = async (number: number) => {
      const call = ['-NoProfile', '-NonInteractive', '-File', script, groupOf(number), packageOf(number)];
      return (await runProgram(pwsh, call, { environment })).took;
    };
    return {
      ours: () =>
        onNewSite(async () => {
          estate.forget();
          return (await estate.dpsync(words)).took;
        }),
      baseline: () =>
        onNewSite(async () => {
          let took = 0;
          for (let number = 0; number < STARTS; number += 1) took += await callByScript(number);
          return (took / STARTS) * ENTRIES;
        }),
      peak: () =>
        onNewSite(async () => {
          estate.forget();
          return (await estate.dpsync(words, { peak: true })).peak;
        }),
    };
  },
};
