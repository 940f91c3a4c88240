import { expand } from '../declare/expand.ts';
import { openReader } from '../declare/threads/threads.ts';
import type { Environment } from '../model/config/environment.ts';
import type { SiteCode } from '../model/entry.ts';
import type { Validation } from '../model/views/validation.ts';
import { validate } from '../reconcile/views/validate.ts';
import type { Settings } from '../settings/settings.ts';
import { openFolder } from '../source/folder/folder.ts';
import { makeStateFolder } from './machine.ts';
import { openSources, rulesFor } from './parts.ts';

/** Checks what the configured sources declare now. Opens no ledger. */
export async function validateSources(settings: Settings, environment: Environment): Promise<Validation> {
  const sources = openSources(settings, environment, makeStateFolder(environment));
  const reader = openReader();
  try {
    const trees = await Promise.all(
      sources.map(async (source) => ({
        name: source.name,
        tree: await source.changes(await source.fetch(), null),
        read: (blobs: readonly string[]) => source.read(blobs),
        rules: rulesFor(source.name, settings),
      })),
    );
    return await validate(trees, { reader, expand });
  } finally {
    await reader.close();
  }
}

/** Checks folders or files. `site` stands for the site of documents that name none. */
export async function validatePaths(paths: readonly string[], site: SiteCode | null): Promise<Validation> {
  const reader = openReader();
  try {
    const rules = { sites: null, onlySite: site, allow: null };
    const trees = await Promise.all(paths.map(async (path) => ({ ...(await openFolder(path)), rules })));
    return await validate(trees, { reader, expand });
  } finally {
    await reader.close();
  }
}
