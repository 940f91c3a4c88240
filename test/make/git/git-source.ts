import { join } from 'node:path';
import { tokenFinder } from '../../../src/compose/token.ts';
import { type GitSourceOptions, openGitSource } from '../../../src/source/mirror/mirror.ts';
import { sourceForm } from '../../../src/source/settings.ts';
import type { Source } from '../../../src/source/source.ts';

/** A source for tests: what the config would say of it, and where its mirrors lie. */
export interface SourceWish {
  readonly url: string;
  /** For the mirrors. */
  readonly folder: string;
  readonly form?: Readonly<Record<string, unknown>>;
  readonly environment?: GitSourceOptions['environment'];
  readonly gitTimeout?: number;
}

/** Opens a source on branch `main`, with the settings of a config. */
export function makeGitSource(wish: SourceWish): Source {
  const environment = wish.environment ?? { PATH: process.env.PATH };
  return openGitSource({
    settings: sourceForm.parse({ name: 'content', url: wish.url, branch: 'main', ...wish.form }),
    mirrorsFolder: join(wish.folder, 'mirrors'),
    environment,
    findToken: tokenFinder(environment),
    gitTimeout: wish.gitTimeout ?? 30_000,
  });
}
