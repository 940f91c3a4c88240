// What is shipped is the bundle: it is built as a release is, and started as people start it.
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { describeWith } from './make/needs.ts';
import { BUILT } from './make/process/built.ts';
import type { Finished } from './make/process/running.ts';
import { readPublished } from './make/published.ts';

vi.setConfig({ testTimeout: 60_000 });

const ROOT = resolve(import.meta.dirname, '..');

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dpsync bundle '));
  cpSync(BUILT, join(folder, 'dist'), { recursive: true });
  cpSync(join(ROOT, 'examples'), join(folder, 'examples'), { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the bundle with a Node, in the bundle's own folder. */
function start(node: string, ...words: readonly string[]): Promise<Finished> {
  const main = join(folder, 'dist', 'main.js');
  return new Promise((done) => {
    const child = execFile(node, [main, ...words], { cwd: folder }, (_, stdout, stderr) =>
      done({ code: child.exitCode, stdout, stderr }),
    );
  });
}

/** A Node on the path that is older than what the package asks for, as many servers have it. */
function findOldNode(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((path) => !path.includes('node_modules'));
  return [...folders, '/usr/bin', '/usr/local/bin'].map((path) => join(path, 'node')).find(isOldNode);
}

function isOldNode(file: string): boolean {
  if (!existsSync(file)) return false;
  const version = execFileSync(file, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)/.exec(version)?.[1]) < 24;
}

describe('the bundle', () => {
  it('tells its version', async () => {
    expect(await start(process.execPath, '--version')).toEqual({
      code: 0,
      stdout: `${packageJson.version}\n`,
      stderr: '',
    });
  });

  it('believes no compiled code but that of its own account', async () => {
    const [state, shared] = ['state', 'shared'].map((name) => join(folder, name));
    mkdirSync(shared ?? '');
    const { NODE_COMPILE_CACHE: _, ...outer } = process.env;
    const env = { ...outer, DPSYNC_HOME: state, TMPDIR: shared, TEMP: shared, TMP: shared };
    execFileSync(process.execPath, [join(folder, 'dist', 'main.js'), 'schema', 'plan'], { env });
    expect(readdirSync(shared ?? '')).toEqual([]);
    expect(readdirSync(join(state ?? '', 'compiled'))).not.toEqual([]);
  });

  it('prints a schema', async () => {
    const { code, stdout } = await start(process.execPath, 'schema', 'plan');
    expect({ code, stdout }).toEqual({ code: 0, stdout: readPublished('plan') });
  });

  it('plays the demo, threads and example included', async () => {
    const { code, stdout, stderr } = await start(process.execPath, 'demo', '--once', '--folder', 'demo');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.match(/^ {2}accepted /gm)).toHaveLength(6);
  });

  it('ends with the exit code of its command', async () => {
    expect(await start(process.execPath, 'plan', '--config', 'nowhere.yaml')).toMatchObject({
      code: 1,
      stdout: '',
    });
  });
});

describeWith('a Node older than 24', findOldNode(), () => {
  it('says which one it needs, and where this one is', async () => {
    const old = findOldNode() ?? '';
    const { code, stdout, stderr } = await start(old, 'plan');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /^dpsync needs Node 24 or newer; this is \d+\.\d+\.\d+ \(\/.+\)\. See https:\/\/nodejs\.org\n$/,
    );
  });
});
