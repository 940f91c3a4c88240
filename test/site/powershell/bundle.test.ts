import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { expect, it, onTestFinished } from 'vitest';
import config from '../../../rolldown.config.ts';
import { startSimulator } from '../../../src/simulator/simulator.ts';
import type * as site from '../../../src/site/powershell/site.ts';
import { describeWith } from '../../make/needs.ts';
import { makePowerShellSettings } from '../../make/site/powershell-site.ts';
import { findPwsh, pwshEnvironment } from '../../make/site/pwsh.ts';
import { makeTempFolder } from '../../make/temp-folder.ts';

const SITE = join(import.meta.dirname, '../../../src/site/powershell/site.ts');

describeWith('pwsh', findPwsh(), () => {
  it('the bundle carries the scripts, and reaches a site by them', async () => {
    using folder = makeTempFolder();
    if (Array.isArray(config)) throw new Error('there is more than one bundle');
    const { output, ...how } = config;
    const bundle = await rolldown({ ...how, input: { site: SITE } });
    await bundle.write({ ...(Array.isArray(output) ? output[0] : output), dir: join(folder.path, 'dist') });
    await bundle.close();
    const simulator = await startSimulator({ groups: 1, packages: 1, members: 1 });
    onTestFinished(() => simulator.close());
    const built: typeof site = await import(pathToFileURL(join(folder.path, 'dist/site.js')).href);
    const connector = built.openPowerShellSite({
      settings: makePowerShellSettings(),
      environment: pwshEnvironment({ site: simulator.url }),
      clock: Date.now,
    });
    await expect(connector.probe()).resolves.toBeUndefined();
    await connector.close();
  });
});
