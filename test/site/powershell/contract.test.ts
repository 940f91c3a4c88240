import { describe } from 'vitest';
import { openPowerShellSite } from '../../../src/site/powershell/site.ts';
import { describeWith } from '../../make/needs.ts';
import { findPwsh, pwshEnvironment } from '../../make/pwsh.ts';
import { siteCode, siteContract } from '../contract.ts';

const pwsh = findPwsh();

describe('a site over PowerShell', () => {
  describeWith('PowerShell', pwsh, () => {
    siteContract((simulator, { code, callTimeout }) =>
      openPowerShellSite({
        settings: {
          code: siteCode(code),
          maxConcurrentCalls: 3,
          callTimeout,
          provider: { type: 'powershell', protocol: 'wsman', executable: pwsh },
        },
        environment: pwshEnvironment({ site: simulator.url }),
        clock: Date.now,
      }),
    );
  });
});
