// Whoever is told a secret can send it back: it must not get out of what a daemon writes.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../../../src/simulator/simulator.ts';
import type { Script } from '../../../../src/simulator/site.ts';
import { type Estate, makeEstate } from '../../../make/estate.ts';
import { makeCertificates } from '../../../make/git/certificates.ts';
import { findHttpBackend, startGitOverHttps } from '../../../make/git/git-over-https.ts';
import { makeTempRepo } from '../../../make/git/temp-repo.ts';
import { describeWith, findProgram } from '../../../make/needs.ts';
import { redistribution } from '../../../make/noun/redistribution.ts';
import { type DaemonProcess, startDaemon } from '../../../make/process/daemon.ts';

/** Every kind of secret that a config can name; with characters that encoders write otherwise. */
const CANARIES = {
  sourceEnv: 'canary-source-env+/&=0123456789',
  sourceFile: 'canary-source-file+/&=0123456789',
  siteEnv: 'canary-site-env+/&="<0123456789',
  siteFile: 'canary-site-file+/&="<0123456789',
  siteCommand: 'canary-site-command+/&="<0123456789',
  hook: 'canary hook+/&="< 0123456789',
  metrics: 'canary-metrics+/&="<0123456789',
} as const;

/** What the operator keeps in files beside the config. */
const TOKEN_FILES = {
  'source-token': `${CANARIES.sourceFile}\n`,
  'site-token': `${CANARIES.siteFile}\n`,
  'command-token': CANARIES.siteCommand,
};

/** A secret as others may write it: as it stands, in a URL, in base64, and in JSON as strict encoders have it. */
function formsOf(secret: string): readonly string[] {
  const careful = secret.replace(/[^A-Za-z0-9 -]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  const base64 = Buffer.from(secret).toString('base64').slice(0, -4);
  const basic = Buffer.from(`x-access-token:${secret}`).toString('base64').slice(24, -4);
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), careful, base64, basic];
}

const answer = (status: number, body: string): Script => {
  return ({ kind }) => (kind === 'call' ? { kind: 'answer', taken: false, status, body } : undefined);
};

/** What a site says that sends back what it was sent, in the form of the AdminService's errors. */
function echoing(token: string, write: (body: unknown) => string = JSON.stringify): string {
  return write({ error: { code: 'Denied', message: `who is Bearer ${token} ?` } });
}

/** JSON as .NET writes it by default: whatever could mean something to a browser is a number. */
function strictJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('\\"', '\\u0022')
    .replace(/[+&<>']/g, (character) => `\\u00${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The sites of the config, each with what it sends back of its token. */
const ECHOES: readonly (readonly [code: string, token: string, script: Script])[] = [
  ['P01', CANARIES.siteEnv, answer(500, echoing(CANARIES.siteEnv))],
  ['P02', CANARIES.siteFile, answer(403, echoing(CANARIES.siteFile, strictJson))],
  ['P03', CANARIES.siteCommand, answer(200, `<p>Hello, ${CANARIES.siteCommand}`)],
  ['P04', CANARIES.siteEnv, answer(401, echoing(CANARIES.siteEnv, strictJson))],
];

async function startSites(): Promise<readonly Simulator[]> {
  return Promise.all(
    ECHOES.map(async ([code, token, script]) => {
      const simulator = await startSimulator({ code, token, groups: 1, packages: 1 });
      simulator.site.script(script);
      return simulator;
    }),
  );
}

function configOf(
  git: { readonly origin: string; readonly caFile: string },
  urls: readonly string[],
): string {
  const auths = [
    '{type: bearer, tokenEnv: SITE}',
    '{type: bearer, tokenFile: site-token}',
    `{type: bearer, tokenCommand: ${JSON.stringify([process.execPath, '-p', 'fs.readFileSync("command-token", "utf8")'])}}`,
    '{type: bearer, tokenEnv: SITE}',
  ];
  const sites = urls.map((url, index) => {
    const code = ECHOES[index]?.[0];
    return `  - {code: ${code}, provider: {type: adminservice, url: "${url}", auth: ${auths[index]}}}`;
  });
  return `apiVersion: dpsync/v1
kind: Config
ledger: sqlite:dpsync.db
sources:
  - name: content
    url: ${git.origin}/remote.git
    branch: main
    auth: {type: token, tokenEnv: SOURCE}
    caFile: ${JSON.stringify(git.caFile)}
    webhook: {provider: generic, secretEnv: HOOK}
  - name: echo
    url: ${git.origin}/echo/remote.git
    branch: main
    auth: {type: token, tokenFile: source-token}
    caFile: ${JSON.stringify(git.caFile)}
sites:
${sites.join('\n')}
guards: {firstRun: apply}
web: {listen: "127.0.0.1:0", metricsTokenEnv: METRICS}
`;
}

/** The bytes of every file below a folder, as text. */
function filesIn(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
  const files = paths.filter((path) => statSync(path).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(path, 'latin1')]));
}

/** What the daemon answers to those who show what they know at the wrong places. */
async function askAwry(address: string): Promise<string> {
  const secrets = [CANARIES.hook, CANARIES.metrics].map(encodeURIComponent);
  const paths = secrets.flatMap((secret) => [`/${secret}`, `/hooks/${secret}`, `/metrics?token=${secret}`]);
  const texts = paths.map(async (path) => {
    const method = path.startsWith('/hooks') ? 'POST' : 'GET';
    const headers = { authorization: `Bearer x${CANARIES.metrics}`, 'x-dpsync-signature': CANARIES.hook };
    const response = await fetch(`${address}${path}`, { method, headers });
    return `${[...response.headers].join('\n')}\n${await response.text()}`;
  });
  return (await Promise.all(texts)).join('\n');
}

async function readMetrics(address: string): Promise<string> {
  const response = await fetch(`${address}/metrics`, {
    headers: { authorization: `Bearer ${CANARIES.metrics}` },
  });
  expect(response.status).toBe(200);
  return response.text();
}

/** Waits until every site and the remote have sent back what they know. */
async function untilAllEchoed(daemon: DaemonProcess): Promise<void> {
  await daemon.told('fetchFailed', { source: 'echo', code: 'DPS3035' });
  await daemon.told('concluded', { site: 'P01', code: 'DPS2031' });
  await daemon.told('concluded', { site: 'P02', code: 'DPS2021' });
  await daemon.told('concluded', { site: 'P03', code: 'DPS2042' });
  await daemon.told('siteHeld', { site: 'P04', code: 'DPS2020' });
}

/** What people may see afterwards. */
async function commandsOf(estate: Estate): Promise<string> {
  const all = [
    ['status', '--all'],
    ['status', '--all', '-o', 'json'],
    ['history', '-v'],
    ['history', '-o', 'json'],
    ['plan', '-v'],
  ];
  const finished = await Promise.all(all.map((words) => estate.dpsync(...words)));
  return finished.map(({ stdout, stderr }) => stdout + stderr).join('\n');
}

/** A git host, the sites, and an estate whose config names them all; each sends back what it was told. */
async function makeWorld() {
  const remote = makeTempRepo();
  remote.commit({ 'a.yaml': ECHOES.map(([site]) => redistribution({ site })).join('---\n') });
  const { caFile, ...certificates } = makeCertificates();
  const basic = Buffer.from(`x-access-token:${CANARIES.sourceEnv}`).toString('base64');
  const git = await startGitOverHttps({
    ...{ root: remote.folder, ...certificates },
    authorization: `Basic ${basic}`,
  });
  const sites = await startSites();
  const { sourceEnv, siteEnv, hook, metrics } = CANARIES;
  const environment = { SOURCE: sourceEnv, SITE: siteEnv, HOOK: hook, METRICS: metrics };
  const estate = makeEstate({ url: 'written below', environment });
  for (const [file, token] of Object.entries(TOKEN_FILES)) writeFileSync(join(estate.folder, file), token);
  const urls = sites.map(({ url }) => url);
  estate.writeConfig(configOf({ origin: git.origin, caFile }, urls));
  return {
    estate,
    [Symbol.asyncDispose]: async () => {
      estate.remove();
      remote[Symbol.dispose]();
      await Promise.all([git.close(), ...sites.map((site) => site.close())]);
    },
  };
}

/** Which secret stands where, in which form. */
function leaksIn(places: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(CANARIES).flatMap(([name, secret]) =>
    formsOf(secret).flatMap((form) => {
      const found = Object.entries(places).filter(([, text]) => text.includes(form));
      return found.map(([place]) => `${name} as ${form} in ${place}`);
    }),
  );
}

const programs = findProgram('openssl') && findHttpBackend();

describeWith('openssl and git http-backend', programs, () => {
  it('no secret gets out of a daemon, whoever sends it back', { timeout: 180_000 }, async () => {
    await using world = await makeWorld();
    const { estate } = world;
    const daemon = startDaemon(estate, '--verbose');
    const address = await daemon.address();
    await untilAllEchoed(daemon);
    const served = [await readMetrics(address), await askAwry(address)].join('\n');
    const { stdout, stderr, code } = await daemon.end();
    expect(code).toBe(0);
    expect(daemon.lines().length).toBeGreaterThan(10);

    const commands = await commandsOf(estate);
    // They were sent back, and stood in messages.
    expect(commands.match(/\*\*\*/g)?.length).toBeGreaterThanOrEqual(3);
    const files = filesIn(estate.folder);
    for (const own of Object.keys(TOKEN_FILES)) delete files[join(estate.folder, own)];
    expect(Object.keys(files)).toContain(estate.ledger);
    expect(leaksIn({ stdout, stderr, served, commands, ...files })).toEqual([]);
    // What is looked for would be found.
    expect(leaksIn(TOKEN_FILES)).not.toEqual([]);
  });
});
