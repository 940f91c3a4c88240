import { dirname } from 'node:path';
import process from 'node:process';
import { openLedger } from '../ledger/open.ts';
import type { Environment } from '../model/config/environment.ts';
import type { Finding } from '../model/views/finding.ts';
import type { Settings } from '../settings/settings.ts';
import { readGitVersion } from '../source/git/version.ts';
import { makeStateFolder, whoAmI } from './machine.ts';
import { openSite, openSources } from './parts.ts';

/** Looks at everything that a pass needs, and says what to do where something is not well. Nothing stops the rest. */
export async function doctor(settings: Settings, environment: Environment): Promise<readonly Finding[]> {
  const clock = Date.now;
  const sites = await Promise.all(settings.sites.map((site) => openSite(site, environment, clock)));
  const state = makeStateFolder(environment);
  const place = settings.ledger;
  const opened = openLedger({ place, stateFolder: state, clock, actor: whoAmI(), mode: 'read' });
  try {
    const { inspect } = await import('../inspect/doctor.ts');
    return await inspect({
      node: process.version,
      gitVersion: () => readGitVersion(environment),
      configFile: settings.file,
      sources: openSources(settings, environment, state),
      ledger: { file: place.path, folder: dirname(place.path), open: () => opened },
      sites: sites.map((site) => ({ site, findMethodParameter: () => site.readMethodParameter() })),
      now: clock(),
    });
  } finally {
    await Promise.all(sites.map((site) => site.close()));
    await opened.then((ledger) => ledger.close()).catch(() => undefined);
  }
}
