import type { Environment } from '../../../model/config/environment.ts';

/** What an engine is started with: what dpsync was, without colours, news and reports. */
export function engineEnvironment(environment: Environment, executable: string): Environment {
  const kept = Object.entries(environment).filter(([name]) => !isUnwanted(name, executable));
  return {
    ...Object.fromEntries(kept),
    NO_COLOR: '1',
    POWERSHELL_TELEMETRY_OPTOUT: '1',
    POWERSHELL_UPDATECHECK: 'Off',
  };
}

/** PowerShell 7 leaves its own modules in the path of what it starts, and Windows PowerShell cannot load them. */
function isUnwanted(name: string, executable: string): boolean {
  return name.toLowerCase() === 'psmodulepath' && /(?:^|[\\/])powershell(?:\.exe)?$/i.test(executable);
}
