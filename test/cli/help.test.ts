import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { type Estate, makeEstate } from '../make/estate.ts';

const COMMANDS = readdirSync(join(import.meta.dirname, '../../src/cli/commands')).map((file) =>
  file.replace(/\.ts$/, ''),
);

let estate: Estate;

beforeAll(() => {
  estate = makeEstate({ url: 'http://127.0.0.1:1/AdminService' });
});

afterAll(() => estate.remove());

describe('the help', { timeout: 120_000 }, () => {
  it('lists every command, and the ways to print', async () => {
    const { code, stdout, stderr } = await estate.dpsync('--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(stdout).toContain('-o, --output <format>');
  });

  it.concurrent.each(COMMANDS)(
    'of %s says what it does, with an example and the global options',
    async (name) => {
      const { code, stdout, stderr } = await estate.dpsync(name, '--help');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(new RegExp(`^Usage: dpsync ${name} `));
      expect(stdout).toMatch(/\n\n[A-Z][^\n]+\.\n\n/);
      expect(stdout).toMatch(new RegExp(`\nExample:\n {2}dpsync ${name}( .*)?\n$`));
      expect(stdout).toContain('-o, --output <format>');
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    },
  );

  it('tells the version, before and after a command', async () => {
    expect(await estate.dpsync('--version')).toEqual({
      code: 0,
      stdout: `${packageJson.version}\n`,
      stderr: '',
    });
  });
});

describe('a command line that is wrong', { timeout: 120_000 }, () => {
  it.concurrent.each([
    [['frobnicate'], "unknown command 'frobnicate'", 'dpsync --help'],
    [['plan', '--frob'], "unknown option '--frob'", 'dpsync plan --help'],
    [['plan', 'more'], "too many arguments for 'plan'", 'dpsync plan --help'],
    [['-o', 'xml', 'plan'], 'Allowed choices are table, json', 'dpsync --help'],
    [
      ['plan', '--only', 'nonsense'],
      'write an entry with * ("P01/*/Branch *") or label=value',
      'dpsync plan',
    ],
    [['suspend', 'P01/*/Z\ufffdrich'], 'is not UTF-8; set the terminal', 'dpsync --help'],
    [['plan', '--only', 'P01/*/Z\ufffdrich'], 'is not UTF-8; set the terminal', 'dpsync --help'],
    [['status', 'nonsense'], 'write SITE/PACKAGE/GROUP', 'dpsync status --help'],
    [['resolve', 'P01/P0100001/x'], "required option '--as <outcome>' not specified", 'dpsync resolve'],
    [
      ['resolve', 'P01/P0100001/x', '--as', 'maybe'],
      'Allowed choices are accepted, not-sent',
      'dpsync resolve',
    ],
    [['history', '--since', 'yesterday'], 'write 2026-11-20, 2026-11-20T22:00:00Z or 7d', 'dpsync history'],
    [['history', '--package', 'Office'], 'eight letters or digits', 'dpsync history'],
    [['validate', '--site', 'Berlin'], 'three letters or digits', 'dpsync validate'],
    [['retry'], "missing required argument 'entries'", 'dpsync retry --help'],
    [['retry', 'Office'], 'write SITE/PACKAGE/GROUP', 'dpsync retry --help'],
    [['suspend', 'nonsense'], 'write an entry with * ("P01/*/Branch *") or label=value', 'dpsync suspend'],
    [['resume', 'nonsense'], 'write an entry with * ("P01/*/Branch *") or label=value', 'dpsync resume'],
    [['suspend', '--until', 'tomorrow'], 'write 2026-12-01T06:00:00Z, or 8h', 'dpsync suspend'],
    [['suspend', '--until', '2020-01-01T00:00:00Z'], 'It is no time to come', 'dpsync suspend'],
    [['approve', 'r1', '--wave', 'one'], 'It is no wave; write a whole number', 'dpsync approve --help'],
    [['apply', '--timeout', 'long'], 'write 500ms, 30s, 5m, 2h or 7d', 'dpsync apply --help'],
    [['backup'], "missing required argument 'file'", 'dpsync backup --help'],
    [['explain'], "missing required argument 'code'", 'dpsync explain --help'],
    [['simulate', '--fail-rate', '2'], 'write a number between 0 and 1', 'dpsync simulate'],
    [['simulate', '--latency', 'long'], 'write 500ms, 30s, 5m, 2h or 7d', 'dpsync simulate'],
    [['simulate', '--port', 'http'], 'It is no whole number', 'dpsync simulate'],
  ])('is answered in one breath: %j', async (words, says, help) => {
    const { code, stdout, stderr } = await estate.dpsync(...words);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^dpsync: /);
    expect(stderr).toContain(says);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^\\(${help}`));
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it.skipIf(process.platform === 'win32')('is refused where its bytes are of another encoding', () => {
    const words = `exec "$0" src/main.ts suspend "$(printf 'P01/*/Z\\374rich')"`;
    const { status, stderr } = spawnSync('sh', ['-c', words, process.execPath], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain('argument 2 is not UTF-8; set the terminal and the script to UTF-8');
  });

  it('lists the commands where there is none', async () => {
    const { code, stdout, stderr } = await estate.dpsync();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('Usage: dpsync');
  });
});

describe('a config that cannot be used', { timeout: 120_000 }, () => {
  it.concurrent('is told with its place, and nothing on standard output', async () => {
    for (const command of ['plan', 'status', 'history', 'validate', 'adopt', 'doctor', 'suspend', 'resume']) {
      const result = await estate.dpsync(command, '--config', 'nowhere.yaml', '-o', 'json');
      expect({ code: result.code, stdout: result.stdout }).toEqual({ code: 1, stdout: '' });
      expect(result.stderr).toContain('nowhere.yaml cannot be read');
      expect(result.stderr).toContain('name it with --config FILE or $DPSYNC_CONFIG');
    }
  });

  it.concurrent('cannot move the cursor with what it quotes', async () => {
    const result = await estate.dpsync('adopt', 'content\u001b[2J');
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('content\\u{1b}[2J');
    expect(result.stderr).not.toContain('\u001b');
  });
});
