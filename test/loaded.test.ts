// A command that loads what it does not need starts later, and nothing else shows it: what is loaded is held here.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { type RolldownOutput, rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import config from '../rolldown.config.ts';
import { type Estate, makeEstate } from './make/estate.ts';
import { redistribution } from './make/noun/redistribution.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const ROOT = resolve(import.meta.dirname, '..');
/** Writes down, at the end, which files of the bundle were loaded. */
const NOTE_LOADED = `process.on('exit', () => {
  require('node:fs').writeFileSync(process.env.LOADED, JSON.stringify(Object.keys(require.cache)));
});`;

let estate: Estate;
let bundle: RolldownOutput;

const pathOf = (name: string) => join(estate.folder, name);

/** Runs the bundle. */
function run(...words: readonly string[]): void {
  const environment = { ...process.env, DPSYNC_HOME: pathOf('state'), LOADED: pathOf('loaded.json') };
  const program = ['--require', pathOf('note.cjs'), pathOf('dist/main.js'), '--config', estate.configFile];
  execFileSync(process.execPath, [...program, ...words], { env: environment, stdio: 'pipe' });
}

/** What a command loads of the sources and of packages. */
function loadedBy(...words: readonly string[]) {
  run(...words);
  const files: readonly string[] = JSON.parse(readFileSync(pathOf('loaded.json'), 'utf8'));
  const loaded = new Set(files.map((file) => basename(file)));
  const modules = bundle.output.flatMap((chunk) => {
    if (chunk.type !== 'chunk' || !loaded.has(chunk.fileName)) return [];
    return Object.entries(chunk.modules).flatMap(([id, { renderedLength }]) =>
      renderedLength > 0 ? [relative(ROOT, id).replaceAll('\\', '/')] : [],
    );
  });
  const packages = modules.flatMap((id) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? []);
  return {
    packages: [...new Set(packages)].sort(),
    sources: modules.filter((id) => id.startsWith('src/')),
  };
}

beforeAll(async () => {
  estate = makeEstate({ url: 'http://127.0.0.1:9/AdminService' });
  estate.commit({ 'a.yaml': redistribution() });
  writeFileSync(pathOf('note.cjs'), NOTE_LOADED);
  if (Array.isArray(config)) throw new Error('there is more than one bundle');
  const { output, ...how } = config;
  const built = await rolldown({ ...how, cwd: ROOT });
  bundle = await built.write({ ...[output].flat()[0], dir: pathOf('dist') });
  await built.close();
  run('adopt');
  // From here on it is known what the config says.
  run('plan');
});

afterAll(() => estate.remove());

/** What reads a config, asks a site, tells machines, and serves a review. */
const UNNEEDED =
  /\/settings\/(read-config|form)|\/site\/(adminservice|powershell|questions)|\/report\/json|\/review\//;

describe('what is loaded', () => {
  it('to tell the version is what reads a command line', () => {
    expect(loadedBy('--version').packages).toEqual(['commander']);
  });

  it.each([['plan'], ['status']])('for %s, where nothing is due, is what that needs', (command) => {
    const { packages, sources } = loadedBy(command);
    // No forms, no YAML, no widths, no HTTP; croner comes with the planner, which is synchronous.
    expect(packages).toEqual(['commander', 'croner', 'kysely']);
    expect(sources.filter((id) => UNNEEDED.test(id))).toEqual([]);
    expect(sources).toContain('src/plan/make-plan.ts');
  });

  it('is more where more is asked: this test can see it', () => {
    const { packages, sources } = loadedBy('plan', '-o', 'json');
    expect(packages).toContain('zod');
    expect(sources).toContain('src/report/json/plan.ts');
  });
});
