// Editors and pipelines read the published schemas: they are what the program says, and fit what the contract shows.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { allSchemas, schemaText } from '../src/cli/schemas.ts';
import { publishedNames, readPublished, wrongByPublished } from './make/published.ts';

const REDISTRIBUTION = `# yaml-language-server: $schema=../schemas/redistribution.schema.json
apiVersion: dpsync/v1
kind: Redistribution
metadata:
  name: office-content            # required; a label for people, never part of the meaning
  labels: {ring: broad}           # optional, string to string
spec:
  site: P01                       # site code; may be left out when the config has exactly one site
  packages:                       # 1 or more: a PackageID, or {id, revision}; a package's own revision stands before spec.revision
    - P0100012
    - {id: P010001F, revision: 3}
  distributionPointGroups:        # 1 or more group names
    - Branch Offices EU
  revision: 2026-11-20            # any scalar; default "1"; a value not used before means: redistribute again
  reason: CHG0012345 hash mismatch after storage move   # recorded, never triggers
  wave: 0                         # integer, default 0; lower waves go first
  suspend: false                  # true: plan it, never call it
  notBefore: 2026-12-01T22:00:00Z # optional; outside the two it is held (validity)
  notAfter: 2026-12-05T06:00:00Z
  members: all                    # all is the only value today
`;

const CONFIG = `apiVersion: dpsync/v1
kind: Config
ledger: sqlite:dpsync.db                 # a local disk; a network share is refused. Later also postgres://…
sources:
  - name: content
    url: https://git.corp.example/eud/content.git   # https, ssh, file, or a path
    branch: main
    path: sites                          # optional; default the whole tree
    interval: 60s                        # polling, with 10 % jitter
    auth: {type: token, tokenEnv: GIT_TOKEN}   # or {type: ssh, keyFile, knownHostsFile}, {type: system}: git's own helpers and agents; left out: none
    caFile: corp-root.pem
    verify: {gpgKeys: keys.asc, sshAllowedSigners: allowed_signers}   # left out: signatures are not asked for
    webhook: {provider: github, secretEnv: HOOK_SECRET}   # github gitlab azuredevops bitbucket gitea generic
    allow: {sites: [P01], groups: ["Branch *"], packages: ["P01*"]}   # what this source may declare; beyond it: a problem, never a conflict
    reason: {required: true, pattern: '^CHG\\d{7}'}
sites:
  - code: P01
    maxConcurrentCalls: 3                # default 3, the site component's own default
    callTimeout: 60s
    provider:
      type: adminservice                 # or powershell
      url: https://cm01.corp.example/AdminService
      auth: {type: negotiate}            # or {type: bearer, tokenEnv | tokenFile | tokenCommand}; {type: none} for loopback only
      caFile: sms-issuing.pem
  - code: P02
    provider:
      type: powershell
      server: cm02.corp.example          # optional: this machine
      protocol: wsman                    # or dcom
      executable: pwsh                   # default powershell on Windows, else pwsh
guards:                                  # what stands here are the defaults, but for windows and the byte limit
  firstRun: hold                         # hold | adopt | apply
  maxCallsPerRun: 200                    # more: all of the run is held (budget) until approved
  maxBytesPerRun: 500GB                  # no default; an unknown size holds
  maxFailures: 10                        # so many rejections in a row hold the site
  maxAge: 14d                            # due longer than this: stale, until approved
  runningFor: 4h                         # a distribution job of the same package and group younger than this holds (preflight); an older one warns
  windows:                               # deny beats allow; where an allow window matches an entry, outside it is closed
    - kind: allow                        # allow | deny
      schedule: "0 22 * * 1-5"           # cron: when it opens
      duration: 8h
      timeZone: Europe/Berlin            # IANA; default UTC
      match: {sites: [P01], groups: ["Branch *"], packages: ["P01*"], labels: {ring: broad}}   # left out: every entry
waves: {gate: accepted, tolerance: 0%, timeout: 24h}      # or gate: healthy
retry: {limit: 5, backoff: {initial: 30s, factor: 2, max: 30m}}
settle: {after: 30s, giveUp: 24h}        # asking the site about unknown outcomes
health: {after: 30s, interval: 60s, giveUp: 24h}
web: {listen: "127.0.0.1:8470"}          # off unless this or --listen is given
`;

const wrong = (name: string, yaml: string) => wrongByPublished(name, parse(yaml));

interface Schema {
  readonly description?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly [key: string]: unknown;
}

/** The paths of all fields in a schema that say nothing of themselves. */
function undescribed(schema: unknown, path = ''): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {} } = schema as Schema;
  const silent = Object.entries(properties).filter(([, field]) => !field.description && !field.$ref);
  const below = Object.entries(schema).flatMap(([key, value]) => undescribed(value, `${path}/${key}`));
  return [...silent.map(([name]) => `${path}/${name}`), ...below];
}

describe('the published schemas', () => {
  it('are all there, and no other', () => {
    expect(publishedNames()).toEqual([...allSchemas().keys()].sort());
  });

  it.each([...allSchemas()])('%s is fresh (else: npm run schemas)', (name, schema) => {
    expect(readPublished(name)).toBe(schemaText(schema));
  });

  it.each(publishedNames())('%s has a title and a description', (name) => {
    const { title, description, $schema }: Schema = JSON.parse(readPublished(name));
    expect($schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(title).toMatch(/\w/);
    expect(description).toMatch(/\.$/);
  });

  it.each(publishedNames().filter((name) => name !== 'config'))('%s describes every field', (name) => {
    expect(undescribed(JSON.parse(readPublished(name)))).toEqual([]);
  });

  it('config describes every field of its own level', () => {
    const { properties = {} }: Schema = JSON.parse(readPublished('config'));
    expect(Object.entries(properties).filter(([, field]) => !field.description)).toEqual([]);
  });
});

describe('a declaration, by its published schema,', () => {
  it('may be all that the contract shows', () => {
    expect(wrong('redistribution', REDISTRIBUTION)).toEqual([]);
  });

  it('may hold scalars that YAML takes for something else than text', () => {
    const bare = REDISTRIBUTION.replace('P0100012', '00100012')
      .replace('name: office-content ', 'name: 2026 ')
      .replace('revision: 2026-11-20', 'revision: yes')
      .replace('site: P01', 'site: 100');
    expect(wrong('redistribution', bare)).toEqual([]);
  });

  it.each([
    ['another version', REDISTRIBUTION.replace('dpsync/v1', 'dpsync/v2'), '/apiVersion'],
    ['an unknown field', REDISTRIBUTION.replace('  wave:', '  colour:'), '/spec'],
    [
      'no package',
      REDISTRIBUTION.replace(/packages:[\s\S]*?distribution/, 'packages: []\n  distribution'),
      '/spec/packages',
    ],
    ['a PackageID of 7', REDISTRIBUTION.replace('P0100012', 'P010001'), '/spec/packages/0'],
    ['a site code of 4', REDISTRIBUTION.replace('P01 ', 'P011 '), '/spec/site'],
    ['a wave that is no number', REDISTRIBUTION.replace('wave: 0', 'wave: first'), '/spec/wave'],
  ])('may not be %s', (_, yaml, place) => {
    expect(wrong('redistribution', yaml).join('\n')).toContain(place);
  });
});

describe('a config, by its published schema,', () => {
  it('may be all that the contract shows', () => {
    expect(wrong('config', CONFIG)).toEqual([]);
  });

  it.each([
    ['an unknown key', CONFIG.replace('maxAge:', 'maxage:'), '/guards'],
    ['no source', CONFIG.replace(/sources:[\s\S]*?\nsites:/, 'sources: []\nsites:'), '/sources'],
    ['another way to begin', CONFIG.replace('firstRun: hold', 'firstRun: maybe'), '/guards/firstRun'],
    ['no ledger', CONFIG.replace(/^ledger:.*\n/m, ''), 'ledger'],
  ])('may not have %s', (_, yaml, place) => {
    expect(wrong('config', yaml).join('\n')).toContain(place);
  });
});
