// Every example's README is run as it stands, in a copy of its folder, and what it shows is compared.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { describeWith } from './make/needs.ts';
import { MAIN } from './make/process/built.ts';
import { findPwsh, pwshEnvironment } from './make/site/pwsh.ts';

const EXAMPLES = join(import.meta.dirname, '../examples');
const run = promisify(execFile);
/** For what a daemon does beside the steps. */
const PATIENCE = { timeout: 20_000, interval: 200 };

interface Step {
  readonly words: readonly string[];
  readonly shown: string;
  /** The sentence before it, where it asks for a change by hand. */
  readonly before: string;
}

/** The commands of a README's `console` blocks, each with the output that is shown below it. */
function stepsIn(readme: string): readonly Step[] {
  const blocks = readme.matchAll(/([\s\S]*?)```console\n([\s\S]*?)```/g);
  return [...blocks].flatMap(([, before = '', block = '']) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((text, index) => {
        const [line = '', ...shown] = text.split('\n');
        const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
        return { words, shown: shown.join('\n'), before: index === 0 ? before : '' };
      }),
  );
}

/** What differs from run to run stands in a README as a word. */
function withWords(text: string): string {
  return (
    text
      .replaceAll('just now', 'AGE ago')
      .replaceAll('just exported', 'AGE old')
      .replace(/\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/g, 'TIME')
      // In markdown a commit stands in two parts, so that no host makes a link of it.
      .replace(/<span>([0-9a-f]{6})<\/span><span>([0-9a-f]{4})<\/span>/g, '$1$2')
      .replace(/\b[0-9a-f]{12}\b/g, 'RUN')
      .replace(/\b[0-9a-f]{10,40}\b/g, 'COMMIT')
      .replace(/\b\d+(\.\d+)?(ms|s|m)( \d+(ms|s))?\b/g, 'AGE')
      .replace(/ +AGE/g, ' AGE')
      .replace(/(?<=\S) {2,}/g, '  ')
      .trimEnd()
  );
}

/** Calls run side by side, so that their lines may come in another order. */
function linesOf(text: string): readonly string[] {
  return withWords(text).split('\n').sort();
}

/** What a command writes, whatever its exit code: that one is said beside it where it is not 0. */
async function output(
  [program = '', ...words]: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<string> {
  try {
    return (await run(program, words, options)).stdout;
  } catch (error) {
    const { stdout, code } = error as { readonly stdout: string; readonly code: number };
    if (typeof code !== 'number' || code === 1) throw error;
    return stdout;
  }
}

class Playground {
  #run = 'RUN';
  #hasDaemon = false;
  readonly folder = mkdtempSync(join(tmpdir(), 'dpsync-example-'));
  /** Where the reader is. */
  #place = this.folder;
  readonly #background: ChildProcess[] = [];
  #environment: NodeJS.ProcessEnv = {
    ...process.env,
    DPSYNC_HOME: join(this.folder, 'state'),
    GIT_AUTHOR_NAME: 'Ada Admin',
    GIT_AUTHOR_EMAIL: 'ada@example.invalid',
    GIT_COMMITTER_NAME: 'Ada Admin',
    GIT_COMMITTER_EMAIL: 'ada@example.invalid',
  };

  constructor(example: string) {
    cpSync(join(EXAMPLES, example), this.folder, { recursive: true });
  }

  async play({ words, before }: Step): Promise<string> {
    this.#editAsAsked(before);
    const [program = '', ...rest] = words.map((word) => (word === 'RUN' ? this.#run : word));
    if (program === 'dpsync' && rest[0] === 'simulate') return this.#simulate(rest);
    if (program === 'dpsync' && rest[0] === 'run') return this.#runDaemon(rest);
    if (program === 'cp') {
      const [from = '', to = ''] = rest.filter((word) => word !== '-R');
      cpSync(join(this.#place, from), join(this.#place, to), { recursive: rest.includes('-R') });
      return '';
    }
    if (program === 'cd') {
      this.#place = join(this.#place, rest[0] ?? '');
      return '';
    }
    const command = program === 'dpsync' ? [process.execPath, MAIN, ...rest] : [program, ...rest];
    const stdout = await output(command, { cwd: this.#place, env: this.#environment });
    this.#run = /\b[Rr]un ([0-9a-f]{12})\b/.exec(stdout)?.[1] ?? this.#run;
    return stdout;
  }

  /** Whether what a step shows may come a little later: a daemon works beside it. */
  get hasDaemon(): boolean {
    return this.#hasDaemon;
  }

  /** Runs in the background, and serves on a free port. */
  #runDaemon(words: readonly string[]): string {
    const free = words.map((word) => word.replace(/^(127\.0\.0\.1):\d+$/, '$1:0'));
    const place = { cwd: this.folder, env: this.#environment, stdio: 'ignore' } as const;
    this.#background.push(spawn(process.execPath, [MAIN, ...free], place));
    this.#hasDaemon = true;
    return '';
  }

  /** "Change `a` to `b` in `file`" is done as it says. */
  #editAsAsked(text: string): void {
    const [, from, to, file] = /Change `([^`]+)` to `([^`]+)` in `([^`]+)`/.exec(text) ?? [];
    if (from === undefined || to === undefined || file === undefined) return;
    const path = join(this.#place, file);
    const found = readFileSync(path, 'utf8');
    expect(found).toContain(from);
    writeFileSync(path, found.replace(from, to));
  }

  /** Serves in the background, on a free port: the config of the copy gets its address. */
  async #simulate(words: readonly string[]): Promise<string> {
    const port = words.indexOf('--port') + 1;
    const free = words.map((word, index) => (index === port ? '0' : word));
    const child = spawn(process.execPath, [MAIN, ...free], { cwd: this.folder, env: this.#environment });
    this.#background.push(child);
    const url = await new Promise<string>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', () => reject(new Error('the simulated site ended')));
      child.stdout.once('data', (text: Buffer) =>
        resolve(/http:\S+AdminService/.exec(text.toString())?.[0] ?? ''),
      );
    });
    this.#leadPowerShellTo(url);
    const config = join(this.folder, 'dpsync.yaml');
    writeFileSync(config, readFileSync(config, 'utf8').replace(/http:\S+AdminService/, url));
    return '';
  }

  /** As the README says: the CIM cmdlets of any PowerShell lead to the simulated site. */
  #leadPowerShellTo(site: string): void {
    const found = findPwsh();
    if (found === undefined) return;
    const environment = { ...this.#environment, ...pwshEnvironment({ site }) };
    this.#environment = { ...environment, PATH: `${dirname(found)}${delimiter}${environment.PATH}` };
  }

  async close(): Promise<void> {
    const living = this.#background.filter(({ exitCode, signalCode }) => exitCode === null && !signalCode);
    const ends = living.map((child) => once(child, 'exit'));
    for (const child of living) child.kill();
    await Promise.all(ends);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function describeExample(example: string): void {
  describe(`examples/${example}`, () => {
    const playground = new Playground(example);
    afterAll(() => playground.close());

    it('does what its README shows', { timeout: 120_000 }, async () => {
      const steps = stepsIn(readFileSync(join(EXAMPLES, example, README), 'utf8'));
      expect(steps.length).toBeGreaterThan(0);
      for (const step of steps) {
        const play = async () => {
          const said = await playground.play(step);
          if (step.shown.trim() === '') return;
          expect(linesOf(said), step.words.join(' ')).toEqual(linesOf(step.shown));
        };
        if (playground.hasDaemon && step.shown.trim() !== '') await vi.waitFor(play, PATIENCE);
        else await play();
      }
    });
  });
}

const README = 'README.md';
const FOLDERS = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
  .filter((path) => basename(path) === README)
  .map(dirname);

it('finds examples, also one inside another', () => {
  expect(FOLDERS).toEqual(expect.arrayContaining(['hello', join('pull-request', 'github')]));
});

for (const example of FOLDERS) {
  if (example.startsWith('powershell')) describeWith('pwsh', findPwsh(), () => describeExample(example));
  else describeExample(example);
}
