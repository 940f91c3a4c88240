// The three runners hand the text of a step to bash, and so does a test: nothing else reads it as they do.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { runGit } from '../../make/git/temp-repo.ts';
import type { Finished } from '../../make/process/running.ts';

const run = promisify(execFile);

/** What a runner has for one job. */
export interface Machine {
  /** The clone, empty at first. */
  readonly workspace: string;
  /** The runner's own folder for such things. */
  readonly temp: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A script, and how its runner calls bash. */
export interface Script {
  readonly text: string;
  readonly flags: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** An empty machine with Node 24 and git, in folders of its own below `parent`. */
export function makeMachine(parent: string): Machine {
  const folder = mkdtempSync(join(parent, 'runner-'));
  const workspace = join(folder, 'workspace');
  const temp = join(folder, 'temp');
  const home = join(folder, 'home');
  for (const path of [workspace, temp, home]) mkdirSync(path);
  const { PATH = '', GIT_CONFIG_GLOBAL = '', GIT_CONFIG_SYSTEM = '' } = process.env;
  const path = `${dirname(process.execPath)}${delimiter}${PATH}`;
  const environment = { PATH: path, HOME: home, TMPDIR: temp, GIT_CONFIG_GLOBAL, GIT_CONFIG_SYSTEM };
  return { workspace, temp, environment };
}

/** Runs a script in the workspace to its end, whatever its exit code. */
export async function runScript(
  { text, flags, environment }: Script,
  { workspace, temp }: Machine,
): Promise<Finished> {
  const file = join(mkdtempSync(join(temp, 'script-')), 'script.sh');
  writeFileSync(file, text);
  const options = { cwd: workspace, env: environment, maxBuffer: 64 * 1024 * 1024 };
  try {
    return { code: 0, ...(await run('bash', [...flags, file], options)) };
  } catch (error) {
    const { code, stdout, stderr } = error as Finished;
    if (typeof code !== 'number') throw error;
    return { code, stdout, stderr };
  }
}

/** Runs scripts one after the other, until one fails, and gives all that they said. */
export async function runScripts(scripts: readonly Script[], machine: Machine): Promise<Finished> {
  let said: Finished = { code: 0, stdout: '', stderr: '' };
  for (const script of scripts) {
    const { code, stdout, stderr } = await runScript(script, machine);
    said = { code, stdout: said.stdout + stdout, stderr: said.stderr + stderr };
    if (code !== 0) break;
  }
  return said;
}

/** What a runner's checkout fetches, and what it puts into the work tree. */
export interface Fetched {
  readonly url: string;
  readonly refs: readonly string[];
  /** How much history; 0 is all of it. */
  readonly depth: number;
  readonly checkout: string;
}

/** Clones as the runners do: an empty repository, one fetch, one checkout. */
export function checkOut({ url, refs, depth, checkout }: Fetched, { workspace }: Machine): void {
  runGit(workspace, ['init', '--quiet']);
  runGit(workspace, ['remote', 'add', 'origin', `file://${url}`]);
  const deep = depth === 0 ? [] : [`--depth=${depth}`];
  runGit(workspace, ['fetch', '--quiet', ...deep, 'origin', ...refs]);
  runGit(workspace, ['checkout', '--quiet', '--force', checkout]);
}
