// What an operator pushes for the pipelines: the build, packed.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

/** Builds dpsync into a folder and packs it there, with what is needed to run it; gives the tarball. */
export function packDpsync(folder: string): string {
  const stage = join(folder, 'build');
  mkdirSync(stage);
  for (const file of ['package.json', 'LICENSE']) cpSync(join(ROOT, file), join(stage, file));
  const rolldown = join(ROOT, 'node_modules/rolldown/bin/cli.mjs');
  const build = [rolldown, '--config', '--dir', join(stage, 'dist')];
  execFileSync(process.execPath, build, { cwd: ROOT, stdio: 'pipe' });
  // The sources of dpsync are our own; its scripts would build again.
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  const name = execFileSync('npm', pack, { cwd: stage, encoding: 'utf8', stdio: 'pipe' }).trim();
  return join(folder, name);
}
