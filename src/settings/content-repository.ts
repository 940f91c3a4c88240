// A config belongs to the operator: one that comes with the content could send the content anywhere.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The source whose checkout `folder` lies in, by the remotes of that checkout; undefined where there is none. */
export function findOwnSource<Source extends { readonly url: string }>(
  folder: string,
  sources: readonly Source[],
): Source | undefined {
  const repository = findRepository(folder);
  if (repository === undefined || !existsSync(repository)) return undefined;
  const remotes = [...readFileSync(repository, 'utf8').matchAll(/^\s*url\s*=\s*(.+?)\s*$/gm)].flatMap(
    ([, url]) => (url === undefined ? [] : plainUrl(url)),
  );
  return sources.find(({ url }) => remotes.includes(plainUrl(url)));
}

/** The config file of the git repository around `folder`, if there is one. */
export function findRepository(folder: string): string | undefined {
  const git = join(folder, '.git');
  if (existsSync(git) && statSync(git).isDirectory()) return join(git, 'config');
  const parent = dirname(folder);
  return parent === folder ? undefined : findRepository(parent);
}

/** Two addresses of one repository compare equal: without user, trailing slash or `.git`. */
function plainUrl(url: string): string {
  return url
    .replace(/^([a-z+]+:\/\/)[^@/]*@/i, '$1')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .toLowerCase();
}
