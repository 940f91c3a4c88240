// dpsync as people run it: a bundle starts in a third of the time that the sources take, and there is one for all tests.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';
import type { TestProject } from 'vitest/node';
import config from '../../../rolldown.config.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Inside the package, where the bundle finds the examples. */
const CACHE = join(ROOT, 'node_modules/.cache');

/** Where the bundle is. */
export const BUILT = process.env.DPSYNC_BUILT ?? '';
/** The executable of the bundle. */
export const MAIN = join(BUILT, 'main.js');

/** Builds the bundle before the first test, and anew when tests are run again; gives what removes it. */
export async function setup(project: TestProject): Promise<() => void> {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'dpsync-'));
  const dir = join(folder, 'dist');
  process.env.DPSYNC_BUILT = dir;
  // What Node has compiled of it goes with it.
  process.env.NODE_COMPILE_CACHE = join(folder, 'compiled');
  const rebuild = async () => {
    await build({ ...config, cwd: ROOT, output: { ...config.output, dir } });
  };
  await rebuild();
  project.onTestsRerun(rebuild);
  return () => rmSync(folder, { recursive: true, force: true });
}
