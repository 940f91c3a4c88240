// The recipes of examples/service: what can be checked without the machine that they are for.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openMetrics } from '../../src/report/metrics/metrics.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { describeWith, findProgram } from '../make/needs.ts';
import { findPwsh } from '../make/site/pwsh.ts';
import { makeTempFolder } from '../make/temp-folder.ts';

const ROOT = join(import.meta.dirname, '../..');
const SERVICE = join(ROOT, 'examples/service');
const read = (file: string) => readFileSync(join(SERVICE, file), 'utf8');
const run = (program: string, words: readonly string[]) => execFileSync(program, words, { encoding: 'utf8' });

/** More than 30 s for the calls in flight and the standard callTimeout of 60 s. */
const STOP_TIME = 120;

describe('the recipes', () => {
  it('all wait long enough for the calls in flight', () => {
    expect(read('dpsync.service')).toContain(`\nTimeoutStopSec=${STOP_TIME}s\n`);
    expect(read('windows/install.ps1')).toContain(`'--stopTimeout=${STOP_TIME}'`);
    expect(read('README.md')).toContain(`--stop-timeout ${STOP_TIME} `);
  });

  it('have a config without mistakes, whose secrets are those that the unit hands over', () => {
    const file = join(SERVICE, 'etc/dpsync.yaml');
    const environment = { CREDENTIALS_DIRECTORY: '/run/credentials/dpsync.service' };
    const { sources, sites } = readSettings({ file, folder: SERVICE, environment });
    const secrets = JSON.stringify([sources, sites]).matchAll(/"tokenFile":"([^"]+)"/g);
    const handedOver = read('dpsync.service').matchAll(/^LoadCredential=([a-z-]+):/gm);
    const places = [...handedOver].map(([, name]) => `${environment.CREDENTIALS_DIRECTORY}/${name}`);
    expect([...secrets].map(([, path]) => path)).toEqual(places);
  });

  it('copy only what is there into the image', () => {
    const copied = [...read('Containerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)];
    const paths = copied.flatMap(([, words = '']) => words.split(' '));
    expect(paths).toContain('src');
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

describe('the alerts', () => {
  it('are about metrics that there are', async () => {
    const metrics = openMetrics({
      version: '1.2.3',
      names: () => ({ sources: ['content'], sites: ['P01'] }),
      readStanding: () => Promise.reject(new Error('nobody asks how things stand')),
      clock: () => 0,
    });
    const { text } = await metrics.read();
    const there = [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name);
    const named = read('prometheus/alerts.yml').matchAll(/\b(?:dpsync|process)_[a-z_]+/g);
    expect([...named].map(([name]) => name).filter((name) => !there.includes(name))).toEqual([]);
  });
});

describeWith('systemd-analyze', findProgram('systemd-analyze'), () => {
  it('finds nothing wrong with the unit', () => {
    using folder = makeTempFolder();
    const unit = join(folder.path, 'dpsync.service');
    // The one thing that is changed: Node may lie elsewhere on this machine.
    writeFileSync(unit, read('dpsync.service').replace('/usr/bin/node', process.execPath));
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', unit], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('rates its exposure 3.0 or less', () => {
    const unit = join(SERVICE, 'dpsync.service');
    const rated = run('systemd-analyze', [
      'security',
      '--no-pager',
      '--offline=true',
      '--threshold=30',
      unit,
    ]);
    expect(rated).toContain('Overall exposure level for dpsync.service');
  });
});

describeWith('promtool', findProgram('promtool'), () => {
  const promtool = (...words: readonly string[]) => run('promtool', words);

  it('takes the rules and the scrape config', () => {
    expect(promtool('check', 'rules', join(SERVICE, 'prometheus/alerts.yml'))).toContain('SUCCESS');
    const scrape = join(SERVICE, 'prometheus/scrape.yml');
    expect(promtool('check', 'config', '--syntax-only', scrape)).toContain('SUCCESS');
  });

  it('sees every alert fire where nothing is well, and none where all is', () => {
    expect(promtool('test', 'rules', join(import.meta.dirname, 'alerts.yml'))).toContain('SUCCESS');
  });
});

describeWith('PowerShell', findPwsh(), () => {
  const pwsh = (...words: readonly string[]) =>
    run(findPwsh() ?? '', ['-NoProfile', '-NonInteractive', ...words]).split('\n');

  /** The words that a program was called with, by the install script. */
  function callsOf(program: string): readonly (readonly string[])[] {
    using folder = makeTempFolder();
    const script = join(folder.path, 'install.ps1');
    // Said by whom it is run, which is nobody's business here.
    writeFileSync(script, read('windows/install.ps1').replaceAll(/^#Requires.*$/gm, ''));
    const said = pwsh('-File', join(import.meta.dirname, 'install.ps1'), script);
    const calls = said.filter((line) => line.startsWith(`${program} `));
    return calls.map((line) => line.slice(program.length + 1).split(' | '));
  }

  it('lets only the service and administrators at the state, and the service not write the config', () => {
    const [state, config] = callsOf('icacls');
    expect(state).toEqual([
      ...['C:\\ProgramData\\dpsync', '/inheritance:r', '/grant:r'],
      ...['*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F', 'CORP\\dpsync$:(OI)(CI)M'],
    ]);
    expect(config).toEqual([
      ...['C:\\ProgramData\\dpsync\\dpsync.yaml', '/inheritance:r', '/grant:r'],
      ...['*S-1-5-18:F', '*S-1-5-32-544:F', 'CORP\\dpsync$:R'],
    ]);
  });

  it('installs the service anew, for the account, with its config, its state and its log', () => {
    const [removed, installed] = callsOf('servy-cli');
    expect(removed).toEqual(['uninstall', '--name=dpsync']);
    expect(installed?.[0]).toBe('install');
    expect(installed).toEqual(
      expect.arrayContaining([
        '--user=CORP\\dpsync$',
        '--path=C:\\Program Files\\nodejs\\node.exe',
        '--params=dist\\main.js run',
        '--env=DPSYNC_CONFIG=C:\\ProgramData\\dpsync\\dpsync.yaml;DPSYNC_HOME=C:\\ProgramData\\dpsync\\state',
        '--stderr=C:\\ProgramData\\dpsync\\logs\\dpsync.jsonl',
      ]),
    );
  });

  it('can read the script that makes the account', () => {
    const file = join(SERVICE, 'windows/make-account.ps1');
    const parse = `[System.Management.Automation.Language.Parser]::ParseFile('${file}', [ref]$null, [ref]$errors)`;
    expect(pwsh('-Command', `$errors = $null; $null = ${parse}; $errors.Count`)[0]).toBe('0');
  });
});
