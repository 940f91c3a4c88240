// What an operator pushes for the pipelines: the build, packed.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BUILT } from './built.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** Packs dpsync into a folder, with what is needed to run it; gives the tarball. */
export function packDpsync(folder: string): string {
  const stage = join(folder, 'build');
  mkdirSync(stage);
  for (const file of ['package.json', 'LICENSE']) cpSync(join(ROOT, file), join(stage, file));
  cpSync(BUILT, join(stage, 'dist'), { recursive: true });
  // The sources of dpsync are our own; its scripts would build it.
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  const name = execFileSync('npm', pack, { cwd: stage, encoding: 'utf8', stdio: 'pipe' }).trim();
  return join(folder, name);
}
