import { describe, expect, it } from 'vitest';
import { engineEnvironment } from '../../../../src/site/powershell/engine/environment.ts';

const MODULES = { PSModulePath: 'C:\\Program Files\\PowerShell\\7\\Modules' };

describe('the environment of an engine', () => {
  it('is that of dpsync, without colours', () => {
    expect(engineEnvironment({ PATH: '/bin', NO_COLOR: '' }, 'pwsh')).toMatchObject({
      PATH: '/bin',
      NO_COLOR: '1',
      POWERSHELL_UPDATECHECK: 'Off',
    });
  });

  it.each(['powershell', 'PowerShell.exe', 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe'])(
    'shows %s no modules of PowerShell 7',
    (executable) => {
      expect(engineEnvironment(MODULES, executable)).not.toHaveProperty('PSModulePath');
      expect(engineEnvironment({ PSMODULEPATH: 'x' }, executable)).not.toHaveProperty('PSMODULEPATH');
    },
  );

  it.each(['pwsh', '/opt/powershell/pwsh', 'pwsh.exe'])(
    'shows %s the modules that it is given',
    (executable) => {
      expect(engineEnvironment(MODULES, executable)).toMatchObject(MODULES);
    },
  );
});
