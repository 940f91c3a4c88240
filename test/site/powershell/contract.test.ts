import { describe } from 'vitest';
import { openPowerShellSite } from '../../../src/site/powershell/site.ts';
import { describeWith } from '../../make/needs.ts';
import { makePowerShellSettings } from '../../make/site/powershell-site.ts';
import { findPwsh, pwshEnvironment } from '../../make/site/pwsh.ts';
import { siteCode, siteContract } from '../contract.ts';

describe('a site over PowerShell', () => {
  describeWith('pwsh', findPwsh(), () => {
    siteContract((simulator, { code, callTimeout }) =>
      openPowerShellSite({
        settings: makePowerShellSettings({ settings: { code: siteCode(code), callTimeout } }),
        environment: pwshEnvironment({ site: simulator.url }),
        clock: Date.now,
      }),
    );
  });
});
