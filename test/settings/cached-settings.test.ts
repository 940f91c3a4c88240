import { execFileSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Failure } from '../../src/model/failure.ts';
import { readCachedSettings } from '../../src/settings/cached-settings.ts';
import type { SettingsOptions } from '../../src/settings/config-file.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { describeWith } from '../make/needs.ts';
import { makeTempFolder } from '../make/temp-folder.ts';

const SITE = '{type: adminservice, url: "http://127.0.0.1:8443/AdminService", auth: {type: none}}';

/** A config with something of every part whose absence could be lost on the way. */
function configText(
  about: { readonly url?: string; readonly site?: string; readonly report?: string } = {},
): string {
  return `apiVersion: dpsync/v1
kind: Config
ledger: sqlite:dpsync.db
sources:
  - name: content
    url: ${about.url ?? 'https://github.com/example/content.git'}
    branch: main
    allow: {sites: [P01]}
    ${about.report ?? 'report: {host: github, tokenEnv: REPORT_TOKEN}'}
sites:
  - {code: P01, provider: ${about.site ?? SITE}}
guards:
  windows:
    - {kind: deny, schedule: '0 8 * * 1-5', duration: 9h, timeZone: Europe/Berlin, match: {labels: {ring: broad}}}
`;
}

/** A folder with a config and a state folder. */
function makeConfig(text: string) {
  const folder = makeTempFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  const state = join(folder.path, 'state');
  const file = join(folder.path, 'dpsync.yaml');
  mkdirSync(state);
  writeFileSync(file, text);
  const options: SettingsOptions = { file, folder: folder.path, environment: { PROJECT: 'content' } };
  const cachedFiles = () => readdirSync(state).map((name) => join(state, name));
  // What is checked is written anew.
  const written = () => cachedFiles().map((path) => statSync(path).ino);
  return {
    ...{ folder: folder.path, state, file, options },
    cachedFile: () => cachedFiles()[0] ?? expect.fail('nothing is cached'),
    /** What came out, and whether the config was checked for it. */
    async read(about: Partial<SettingsOptions> = {}, program = 'one') {
      const before = written();
      const settings = await readCachedSettings({ ...options, ...about }, state, program);
      return { settings, checked: !isDeepStrictEqual(written(), before) };
    },
  };
}

describe('settings that are read again', () => {
  it('are those that were read, and the config is not checked again', async () => {
    const { options, read } = makeConfig(configText());
    const expected = readSettings(options);
    expect(await read()).toEqual({ settings: expected, checked: true });
    const again = await read();
    expect(again.checked).toBe(false);
    expect(again.settings).toStrictEqual(expected);
  });

  it('are checked again once the text is another, however little', async () => {
    const { file, read } = makeConfig(configText());
    await read();
    writeFileSync(file, configText().replace('duration: 9h', 'duration: 8h'));
    const { settings, checked } = await read();
    expect(checked).toBe(true);
    expect(settings.guards.windows?.[0]?.duration).toBe(28_800_000);
  });

  it('are checked again by another program', async () => {
    const { read } = makeConfig(configText());
    await read();
    expect((await read({}, 'two')).checked).toBe(true);
  });

  it('are checked again in another folder, as their paths are others there', async () => {
    const { folder, state, file, read } = makeConfig(configText({ url: './content', report: '' }));
    await read();
    const moved = join(folder, 'moved');
    mkdirSync(moved);
    renameSync(file, join(moved, 'dpsync.yaml'));
    const { settings, checked } = await read({ file: join(moved, 'dpsync.yaml') });
    expect({ checked, url: settings.sources[0]?.url }).toEqual({
      checked: true,
      url: join(moved, 'content'),
    });
    expect(readdirSync(state)).toHaveLength(2);
  });

  it('are checked again where a single bit of what is cached is another', async () => {
    const { read, cachedFile } = makeConfig(configText());
    const { settings } = await read();
    const whole = readFileSync(cachedFile());
    for (let at = 0; at < whole.length; at += 7) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 4;
      writeFileSync(cachedFile(), damaged);
      expect(await read()).toEqual({ settings, checked: true });
    }
    for (const length of [0, 1, 31, 32, 33, whole.length - 1]) {
      writeFileSync(cachedFile(), whole.subarray(0, length));
      expect(await read()).toEqual({ settings, checked: true });
    }
  });

  it('are for nobody else to read', async () => {
    const { read, cachedFile } = makeConfig(configText());
    await read();
    expect(statSync(cachedFile()).mode & 0o777).toBe(0o600);
  });
});

describe('what is never cached', () => {
  it.each([
    ['a value of the environment', configText({ url: 'https://github.com/example/${env:PROJECT}.git' })],
    // An escape hides it from who looks at the text.
    [
      'one that is written as an escape',
      configText({ url: '"https://github.com/example/\\x24{env:PROJECT}"' }),
    ],
    [
      'a command, whose arguments may hold a secret',
      configText({
        site: '{type: adminservice, url: "https://cm", auth: {type: bearer, tokenCommand: [print, s3cret]}}',
      }),
    ],
  ])('%s', async (_, text) => {
    const { state, read } = makeConfig(text);
    const { settings } = await read();
    expect(readdirSync(state)).toEqual([]);
    expect((await read()).settings).toEqual(settings);
  });

  it('a config with a mistake, which is told each time', async () => {
    const { state, read } = makeConfig(configText().replace('branch: main', 'brunch: main'));
    for (const _ of [1, 2]) await expect(read()).rejects.toThrow('did you mean branch?');
    expect(readdirSync(state)).toEqual([]);
  });

  it('anything, by a program that may change without its name', async () => {
    const { state, options } = makeConfig(configText());
    await readCachedSettings(options, state);
    expect(readdirSync(state)).toEqual([]);
  });

  it('anything, where there is no folder for it', async () => {
    const { folder, options } = makeConfig(configText());
    const nowhere = join(folder, 'nowhere');
    expect(await readCachedSettings(options, nowhere, 'one')).toEqual(readSettings(options));
    expect(existsSync(nowhere)).toBe(false);
  });
});

it('what stands in the environment is taken from it each time', async () => {
  const { read } = makeConfig(configText({ url: 'https://github.com/example/${env:PROJECT}.git' }));
  for (const PROJECT of ['content', 'servers']) {
    const { settings } = await read({ environment: { PROJECT } });
    expect(settings.sources[0]?.url).toBe(`https://github.com/example/${PROJECT}.git`);
  }
});

it('a config that was only found is looked at each time where a checkout is around it', async () => {
  const { folder, read } = makeConfig(configText());
  await read({ file: undefined });
  expect((await read({ file: undefined })).checked).toBe(false);
  execFileSync('git', ['init', '--quiet', folder]);
  execFileSync('git', ['-C', folder, 'remote', 'add', 'origin', 'https://github.com/example/content']);
  await expect(read({ file: undefined })).rejects.toThrow(Failure);
});

describeWith('another user to give a file to', process.getuid?.() === 0 ? 'root' : undefined, () => {
  it('what another user wrote is not read', async () => {
    const { read, cachedFile } = makeConfig(configText());
    await read();
    chownSync(cachedFile(), 65_534, 65_534);
    expect((await read()).checked).toBe(true);
  });
});
