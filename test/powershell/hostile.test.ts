// People's texts on their way through a real engine: the far end gets exactly them, or nothing is sent at all.
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { enginesOf, expectNoEngines } from '../make/engines.ts';
import { type Estate, makeEstate } from '../make/estate.ts';
import { describeWith } from '../make/needs.ts';
import { redistribution } from '../make/noun/redistribution.ts';
import { findPwsh, pwshEnvironment } from '../make/site/pwsh.ts';

const pwsh = findPwsh();
const LIMIT = 900_000;

/** Names that a group may have. */
const NAMES = [
  "$(throw 'x')",
  '$env:PATH',
  '${function:prompt}',
  '@(1..9)',
  '`$(throw 1)`',
  '`0`a`n`r`t',
  '`u{41}',
  "'; Remove-Item x; '",
  '"; Remove-Item x; "',
  "'",
  "''",
  '"',
  '`"',
  '’',
  '‘',
  '‚ ‛ “ ” „',
  "’; throw 'x'; ‘",
  '– — ―',
  '%',
  '_',
  '%PATH%',
  '[a-z]',
  '*',
  '?',
  '\\',
  "\\'",
  '\\\\server\\share\\',
  'a\\" OR Name = "b',
  "' OR Name <> '",
  '<# #>',
  '# comment',
  '--%',
  '-Namespace root',
  '& calc',
  '| Out-File x',
  '> x',
  '{0}',
  '2026-11-20T00:00:00Z',
  '/Date(1)/',
  '🚀 👩‍🚀',
  '北京',
  '\u202Eevil',
  'byte\uFEFForder',
  'no\u00A0break',
  'x'.repeat(255),
];

/** Texts that no name may be. */
const NO_NAMES = [
  'line\nbreak',
  'carriage\rreturn',
  'n\u0000l',
  '\u001B[31m',
  '\u0085',
  '\u2028',
  'x'.repeat(10_000),
];

/** The same as part of a package id and of a site code: nothing but letters and digits is one. */
const NO_IDS = ["P01';$(1)", 'P01\n0001', 'P010000*', 'P010000’', "$(throw 'x')", 'x'.repeat(10_000)];

/** What no server may be called. */
const NO_SERVERS = [
  "'; Remove-Item x; '",
  "$(throw 'x')",
  '’; exit; ‘',
  '`"',
  'cm01 -Credential x',
  '-ComputerName',
  'a\nb',
  'http://cm01',
  '🚀',
];

interface Scene {
  readonly estate: Estate;
  readonly url: string;
  /** The groups of the calls that the site took. */
  readonly taken: () => readonly string[];
  /** How often the site was asked. */
  readonly reads: () => number;
}

/** A site with all these groups; behind this machine, or behind a server of this name and no other. */
async function makeScene(server = ''): Promise<Scene> {
  const groupNames = [...NAMES, 'a', 'b'];
  const simulator = await startSimulator({ groupNames, groups: groupNames.length, members: 1, packages: 1 });
  const sites = { ...(server !== '' && { sites: { [server]: simulator.url } }) };
  const environment = pwshEnvironment({ site: simulator.url, ...sites });
  const estate = makeEstate({ url: simulator.url, environment });
  onTestFinished(async () => {
    estate.remove();
    await simulator.close();
  });
  estate.writeConfig(configOf(server));
  return {
    ...{ estate, url: simulator.url },
    taken: () => simulator.site.calls.map(({ group }) => group.name),
    reads: () => simulator.site.requests.reads,
  };
}

function configOf(server: string): string {
  const provider = { type: 'powershell', executable: pwsh, ...(server !== '' && { server }) };
  return `apiVersion: dpsync/v1
kind: Config
ledger: sqlite:dpsync.db
sources: [{name: content, url: ./content, branch: main}]
sites: [{code: P01, maxConcurrentCalls: 2, provider: ${JSON.stringify(provider)}}]
guards: {firstRun: apply}
`;
}

interface Report {
  readonly results: readonly { readonly group: string; readonly outcome: string }[];
  readonly problems: readonly { readonly file: string }[];
}

async function apply({ estate }: Scene): Promise<Report> {
  const { stdout, stderr } = await estate.dpsync('apply', '--yes', '-o', 'json');
  expect(stderr).not.toMatch(/throw|Exception/);
  return JSON.parse(stdout) as Report;
}

describeWith('pwsh', pwsh, () => {
  it('calls each of these groups, and no other', { timeout: LIMIT }, async () => {
    const scene = await makeScene();
    scene.estate.commit(filesOf(NAMES, (name) => redistribution({ groups: [name] })));
    const { results, problems } = await apply(scene);
    expect(problems).toEqual([]);
    expect(results.filter(({ outcome }) => outcome !== 'accepted')).toEqual([]);
    expect(scene.taken().toSorted()).toEqual(NAMES.map((name) => name.normalize('NFC').trim()).toSorted());
    await expectNoEngines(scene.url);
  });

  it('shows a problem for whatever is no name or id, and sends nothing of it', {
    timeout: LIMIT,
  }, async () => {
    const scene = await makeScene();
    scene.estate.commit({
      ...filesOf(NO_NAMES, (name) => redistribution({ groups: [name] }), 'name'),
      ...filesOf(NO_IDS, (id) => redistribution().replace('"P0100001"', JSON.stringify(id)), 'id'),
      ...filesOf(
        NO_IDS,
        (id) => redistribution({ site: 'P01' }).replace('"P01"', JSON.stringify(id)),
        'site',
      ),
    });
    const { results, problems } = await apply(scene);
    const files = NO_NAMES.length + 2 * NO_IDS.length;
    expect(new Set(problems.map(({ file }) => file)).size).toBe(files);
    expect(results).toEqual([]);
    expect(scene.taken()).toEqual([]);
  });

  describe('a server', () => {
    it.each(NO_SERVERS)(
      '%j is a mistake of the config, and no engine is started',
      { timeout: LIMIT },
      async (server) => {
        const { estate, reads, url } = await makeScene(server);
        const { code, stderr } = await estate.dpsync('plan');
        expect([code, stderr]).toEqual([1, expect.stringMatching(/dpsync\.yaml:\d+:\d+: .*server/)]);
        expect(enginesOf(url)).toEqual([]);
        expect(reads()).toBe(0);
      },
    );

    it.each(['cm01', 'CM_01-a.corp.example', '192.0.2.7'])(
      '%s is asked by that name',
      { timeout: LIMIT },
      async (server) => {
        const { estate, reads } = await makeScene(server);
        estate.commit({ 'a.yaml': redistribution({ groups: ['a'] }) });
        expect(await estate.dpsync('plan', '--detailed-exitcode')).toMatchObject({ code: 2, stderr: '' });
        expect(reads()).toBeGreaterThan(0);
      },
    );
  });
});

function filesOf(
  texts: readonly string[],
  write: (text: string) => string,
  folder = 'all',
): Readonly<Record<string, string>> {
  return Object.fromEntries(texts.map((text, index) => [`${folder}/${index}.yaml`, write(text)]));
}
