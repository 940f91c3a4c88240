// What must never stand in a log, by value: whoever writes one has to know it.
import { readFileSync, statSync } from 'node:fs';
import type { Environment } from '../model/environment.ts';
import type { Settings } from '../settings/settings.ts';

const LARGEST_FILE = 64 * 1024;

/** Every secret that the config names, as it is now: of sources, sites, webhooks, reports and metrics. */
export function knownSecrets(
  { sources, sites, web, reports }: Settings,
  environment: Environment,
): readonly string[] {
  const names: (string | undefined)[] = [web?.metricsTokenEnv];
  const files: (string | undefined)[] = [];
  for (const { auth, webhook } of sources) {
    names.push(webhook?.secretEnv);
    if (auth?.type === 'token') {
      names.push(auth.tokenEnv);
      files.push(auth.tokenFile);
    }
    if (auth?.type === 'ssh') files.push(auth.keyFile);
  }
  for (const { tokenEnv, tokenFile } of reports) {
    names.push(tokenEnv);
    files.push(tokenFile);
  }
  for (const { provider } of sites) {
    if (provider.type !== 'adminservice' || provider.auth.type !== 'bearer') continue;
    names.push(provider.auth.tokenEnv);
    files.push(provider.auth.tokenFile);
  }
  const values = names.flatMap((name) => (name === undefined ? [] : (environment[name] ?? [])));
  return [...values, ...files.flatMap(readSecret)].map((text) => text.trim()).filter((text) => text !== '');
}

/** Nothing where it cannot be read: then nobody else has read it either. */
function readSecret(file: string | undefined): string[] {
  if (file === undefined) return [];
  try {
    return statSync(file).size > LARGEST_FILE ? [] : [readFileSync(file, 'utf8')];
  } catch {
    return [];
  }
}
