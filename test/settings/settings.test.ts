import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../src/model/failure.ts';
import { readSettings, type Settings } from '../../src/settings/settings.ts';
import { ENCODERS } from '../make/operator-files.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dpsync-settings-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GOOD = `apiVersion: dpsync/v1
kind: Config
ledger: sqlite:dpsync.db
sources:
  - name: content
    url: ./content
    branch: main
sites:
  - code: P01
    provider: {type: adminservice, url: "http://127.0.0.1:8443/AdminService", auth: {type: none}}
`;

function read(text: string, environment: Record<string, string> = {}): Settings {
  const file = join(folder, 'config.yaml');
  writeFileSync(file, text);
  return readSettings({ file, folder, environment });
}

function messageOf(text: string, environment: Record<string, string> = {}): string {
  try {
    read(text, environment);
  } catch (error) {
    expect(error).toBeInstanceOf(Failure);
    return (error as Failure).message.replaceAll(folder, '…');
  }
  return 'nothing is wrong';
}

describe('a config', () => {
  it('is read with its defaults, its paths made absolute', () => {
    const settings = read(GOOD);
    expect(settings.ledger).toEqual({ engine: 'sqlite', path: join(folder, 'dpsync.db') });
    expect(settings.sources[0]).toMatchObject({
      name: 'content',
      url: join(folder, 'content'),
      interval: 60_000,
    });
    expect(settings.sites[0]).toMatchObject({ code: 'P01', maxConcurrentCalls: 3, callTimeout: 60_000 });
    expect(settings.guards).toMatchObject({ firstRun: 'hold', maxCallsPerRun: 200, maxFailures: 10 });
    expect(settings.retry).toEqual({ limit: 5, backoff: { initial: 30_000, factor: 2, max: 1_800_000 } });
  });

  it('takes a site code of digits as it stands', () => {
    expect(read(GOOD.replace('code: P01', 'code: 007')).sites[0]?.code).toBe('007');
  });

  it('reads the environment', () => {
    const text = GOOD.replace('./content', '${env:CONTENT_URL}');
    expect(read(text, { CONTENT_URL: '/srv/content' }).sources[0]?.url).toBe('/srv/content');
    expect(messageOf(text)).toBe('…/config.yaml:6:10: the environment has no CONTENT_URL');
  });

  it('takes what a source may push, with the files of its signers made absolute', () => {
    const rules = 'allow: {groups: ["Branch *"]}, reason: {required: true}, verify: {gpgKeys: keys.asc}';
    const text = GOOD.replace(
      '  - name: content\n    url: ./content\n    branch: main',
      `  - {name: content, url: ./content, branch: main, ${rules}}`,
    );
    expect(read(text).sources[0]).toMatchObject({
      allow: { groups: ['Branch *'] },
      reason: { required: true },
      verify: { gpgKeys: join(folder, 'keys.asc') },
    });
  });

  it('takes the address to serve on', () => {
    const settings = read(`${GOOD}web: {listen: "127.0.0.1:8470"}\n`);
    expect(settings.web).toEqual({ listen: '127.0.0.1:8470' });
  });
});

describe('a mistake in a config', () => {
  it.each([
    [
      'an unknown key',
      GOOD.replace('branch:', 'brunch:'),
      [
        '…/config.yaml:5:5: sources[0].branch has an invalid input: expected string, received undefined',
        '…/config.yaml:7:13: sources[0].brunch is no key of a config; did you mean branch?',
      ],
    ],
    [
      'several unknown keys of one map',
      GOOD.replace('branch: main', 'branch: main\n    brunch: main\n    intervall: 5s\n    xyzzy: 1'),
      [
        '…/config.yaml:10:12: sources[0].xyzzy is no key of a config',
        '…/config.yaml:8:13: sources[0].brunch is no key of a config; did you mean branch?',
        '…/config.yaml:9:16: sources[0].intervall is no key of a config; did you mean interval?',
      ],
    ],
    [
      'several at once',
      GOOD.replace('P01', 'P0001').replace('v1', 'v2'),
      [
        '…/config.yaml:1:13: apiVersion has an invalid input: expected "dpsync/v1"',
        '…/config.yaml:9:11: sites[0].code must be a site code: three letters or digits',
      ],
    ],
    [
      'a source twice',
      GOOD.replace('sites:', '  - {name: content, url: ./other, branch: main}\nsites:'),
      ['…/config.yaml:8:12: sources[1].name: the source content is there already'],
    ],
    [
      'a token in a url',
      GOOD.replace('./content', 'https://me:secret@git.example/x.git'),
      [
        '…/config.yaml:6:10: sources[0].url holds a user, password or token; take it out and use auth: {type: token, tokenEnv: NAME}, or auth: {type: ssh, …}',
      ],
    ],
    [
      'a restraint that is not built',
      GOOD.replace('sqlite:dpsync.db', 'postgres://db.corp.example/dpsync'),
      ['…/config.yaml: a ledger on PostgreSQL is not in this version'],
    ],
    [
      'windows that cannot be meant',
      `${GOOD}guards:
  windows:
    - {kind: deny, schedule: "0 0 30 2 *", duration: 1h}
    - kind: allow
      schedule: "0 25 * * *"
      duration: 10s
      timeZone: Berlin
      match: {packages: [P010]}
`,
      [
        '…/config.yaml:13:30: guards.windows[0].schedule never opens: there is no such day',
        '…/config.yaml:15:17: guards.windows[1].schedule is no schedule (Invalid value for hour: 25); write minute, hour, day of month, month and day of week, such as "0 22 * * 1-5"',
        '…/config.yaml:16:17: guards.windows[1].duration is no duration from 1m to 366d; write 30m, 8h or 7d',
        '…/config.yaml:17:17: guards.windows[1].timeZone is no time zone; write a name of the IANA list, such as Europe/Berlin',
        '…/config.yaml:18:26: guards.windows[1].match.packages[0] must be a PackageID, or one with *',
      ],
    ],
    [
      'a window for a site that there is not',
      `${GOOD}guards:
  windows:
    - {kind: deny, schedule: "0 0 * * *", duration: 1h, match: {sites: [p01, P0*, P02, X*]}}
`,
      [
        '…/config.yaml:13:83: guards.windows[0].match.sites[2] is no site of this config',
        '…/config.yaml:13:88: guards.windows[0].match.sites[3] is no site of this config',
      ],
    ],
    [
      'no YAML',
      'a: [',
      ['…/config.yaml:1:5: Flow sequence in block collection must be sufficiently indented and end with a ]'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(messageOf(text).split('\n').sort()).toEqual(expected);
  });

  it('never shows the secret', () => {
    expect(messageOf(GOOD.replace('./content', 'https://me:secret@git.example/x.git'))).not.toContain(
      'secret',
    );
  });

  const SECRET = 'ghp_canary0123456789canary0123456789';
  const KEYS: Readonly<Record<string, (value: string) => string>> = {
    'auth.tokenEnv': (value) => withSource(`auth: {type: token, tokenEnv: "${value}"}`),
    'auth.tokenFile': (value) => withSource(`auth: {type: token, tokenFile: "${value}"}`),
    'webhook.secretEnv': (value) => withSource(`webhook: {provider: github, secretEnv: "${value}"}`),
    'report.tokenEnv': (value) => withSource(`report: {host: github, tokenEnv: "${value}"}`),
    'report.tokenFile': (value) => withSource(`report: {host: github, tokenFile: "${value}"}`),
    'provider.auth.tokenEnv': (value) => withSite(`{type: bearer, tokenEnv: "${value}"}`),
    'provider.auth.tokenFile': (value) => withSite(`{type: bearer, tokenFile: "${value}"}`),
    'web.metricsTokenEnv': (value) => `${GOOD}web: {metricsTokenEnv: "${value}"}\n`,
  };
  const withSource = (line: string) =>
    GOOD.replace('url: ./content', `url: https://github.com/acme/content.git\n    ${line}`);
  const withSite = (auth: string) => GOOD.replace('auth: {type: none}', `auth: ${auth}`);

  it.each(Object.entries(KEYS))('refuses a token in the place of its name, unquoted: %s', (key, write) => {
    expect(messageOf(write('GIT_TOKEN'))).toBe('nothing is wrong');
    const message = messageOf(write(SECRET));
    expect(message).toMatch(
      /looks like the secret itself, which must not stand in a config; write the (?:name of the variable|path of the file) that holds it$/,
    );
    expect(message).toContain(key);
    expect(message).not.toContain('canary');
  });

  it.each(Object.entries(KEYS).filter(([key]) => key.endsWith('Env')))(
    'refuses what a variable holds in the place of its name: %s',
    (_, write) => {
      const message = messageOf(write('${env:GIT_TOKEN}'), { GIT_TOKEN: 'hunter2' });
      expect(message).toContain('names a variable, which is read by itself');
      expect(message).not.toContain('hunter2');
    },
  );

  it('says where it looked for a file that is not there', () => {
    expect(() => readSettings({ file: undefined, folder, environment: {} })).toThrow(
      /dpsync\.yaml cannot be read .*; name it with --config FILE or \$DPSYNC_CONFIG, or begin with dpsync demo$/,
    );
  });
});

describe('a config in another encoding than UTF-8', () => {
  const DENY = `${GOOD}guards:
  windows:
    - {kind: deny, schedule: "0 0 * * *", duration: 24h, match: {groups: [Zürich]}}
`;
  const readBytes = (bytes: Buffer) => {
    const file = join(folder, 'encoded.yaml');
    writeFileSync(file, bytes);
    return readSettings({ file, folder, environment: {} }).guards.windows?.[0]?.match?.groups;
  };

  it('never loses a letter of a window', () => {
    expect(readBytes(Buffer.from(DENY))).toEqual(['Zürich']);
    expect(readBytes(Buffer.from(`\ufeff${DENY}`))).toEqual(['Zürich']);
    expect(() => readBytes(Buffer.from(DENY, 'latin1'))).toThrow(
      /encoded\.yaml is not UTF-8 at line 13, column 76; /,
    );
    expect(() => readBytes(Buffer.from(DENY.replace('ü', '\ufffd')))).toThrow(
      /U\+FFFD at line 13, column 76/,
    );
    expect(() => readBytes(Buffer.from(DENY.replace('ü', 'Ã¼')))).toThrow(
      /read as Windows-1252 and saved again/,
    );
  });

  it.each(Object.entries(ENCODERS))('is told so: %s', (_, encode) => {
    expect(() => readBytes(encode(DENY))).toThrow(/the config .*encoded\.yaml is UTF-(?:16|32).*not UTF-8; /);
  });

  it('of the environment is told so, where a value came from there', () => {
    const text = DENY.replace('Zürich', '"${env:GROUP}"');
    expect(read(text, { GROUP: 'Zürich' }).guards.windows?.[0]?.match?.groups).toEqual(['Zürich']);
    expect(messageOf(text, { GROUP: 'Z\ufffdrich' })).toBe(
      '…/config.yaml:13:75: the variable GROUP of the environment is not UTF-8; set it in UTF-8',
    );
  });
});

describe('a config inside of the content', () => {
  it('is refused where it stands in a checkout of its own source', () => {
    const checkout = join(folder, 'checkout');
    mkdirSync(checkout);
    execFileSync('git', ['-C', checkout, 'init', '--quiet']);
    execFileSync('git', [
      '-C',
      checkout,
      'remote',
      'add',
      'origin',
      'https://ada@git.example/eud/content.git',
    ]);
    writeFileSync(
      join(checkout, 'dpsync.yaml'),
      GOOD.replace('./content', 'https://git.example/eud/content'),
    );
    const options = { folder: checkout, environment: {} };
    expect(() => readSettings({ ...options, file: undefined })).toThrow(
      /stands in a checkout of its own source content/,
    );
    expect(readSettings({ ...options, file: join(checkout, 'dpsync.yaml') }).sources).toHaveLength(1);
  });
});
