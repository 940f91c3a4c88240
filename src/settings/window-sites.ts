// A freeze for a site that is written wrong would freeze nothing, and nobody would notice.
import { readGlob } from '../model/selection/glob.ts';
import type { GuardSettings } from '../plan/settings.ts';

interface Windowed {
  readonly guards: Pick<GuardSettings, 'windows'>;
  readonly sites: readonly { readonly code: string }[];
}

/** What a refinement of a form tells mistakes to. */
interface Context {
  addIssue(issue: { code: 'custom'; message: string; path: PropertyKey[] }): void;
}

/** Every site that a window speaks of has to be one of the config. */
export function checkWindowSites({ guards, sites }: Windowed, context: Context): void {
  for (const [window, { match }] of (guards.windows ?? []).entries()) {
    for (const [index, name] of (match?.sites ?? []).entries()) {
      const pattern = readGlob(name.toUpperCase());
      if (sites.some(({ code }) => pattern.test(code))) continue;
      const path = ['guards', 'windows', window, 'match', 'sites', index];
      context.addIssue({ code: 'custom', message: 'is no site of this config', path });
    }
  }
}
