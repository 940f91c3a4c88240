import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { knownSecrets } from '../../src/compose/secrets.ts';
import { fieldsOf } from '../../src/settings/fields.ts';
import { configForm } from '../../src/settings/form.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { makeTempFolder } from '../make/temp-folder.ts';

const FIELDS = [...fieldsOf(configForm)].map(({ form, place }) => ({
  place: place.join('.'),
  secret: z.globalRegistry.get(form)?.secret,
}));
const MARKED = new Map(FIELDS.flatMap(({ place, secret }) => (secret ? [[place, secret] as const] : [])));

const CONFIG = `apiVersion: dpsync/v1
kind: Config
ledger: sqlite:dpsync.db
sources:
  - name: one
    url: https://github.com/acme/one.git
    branch: main
    auth: {type: token, tokenEnv: SOURCE_TOKEN}
    webhook: {provider: github, secretEnv: HOOK_SECRET}
    report: {host: github, tokenEnv: REPORT_TOKEN}
  - name: two
    url: https://github.com/acme/two.git
    branch: main
    auth: {type: token, tokenFile: source.token}
    report: {host: github, tokenFile: report.token}
  - name: three
    url: ssh://git@git.corp.example/three.git
    branch: main
    auth: {type: ssh, keyFile: key, knownHostsFile: known_hosts}
sites:
  - code: P01
    provider: {type: adminservice, url: "https://cm01/AdminService", auth: {type: bearer, tokenEnv: SITE_TOKEN}}
  - code: P02
    provider: {type: adminservice, url: "https://cm02/AdminService", auth: {type: bearer, tokenFile: site.token}}
  - code: P03
    provider: {type: adminservice, url: "https://cm03/AdminService", auth: {type: bearer, tokenCommand: [get-token]}}
web: {listen: "127.0.0.1:0", metricsTokenEnv: METRICS_TOKEN}
`;

describe('a secret', () => {
  it.each(FIELDS.filter(({ place }) => /token|secret|pass|credential|private|keyFile/i.test(place)))(
    'is what $place names, and its form says so',
    ({ place }) => {
      expect(MARKED.has(place.replace(/\.\*$/, ''))).toBe(true);
    },
  );

  it('may be in these places', () => {
    expect(Object.fromEntries(MARKED)).toEqual({
      'sources.*.auth.tokenEnv': 'variable',
      'sources.*.auth.tokenFile': 'file',
      'sources.*.auth.keyFile': 'file',
      'sources.*.webhook.secretEnv': 'variable',
      'sources.*.report.tokenEnv': 'variable',
      'sources.*.report.tokenFile': 'file',
      'sites.*.provider.auth.tokenEnv': 'variable',
      'sites.*.provider.auth.tokenFile': 'file',
      'sites.*.provider.auth.tokenCommand': 'command',
      'web.metricsTokenEnv': 'variable',
    });
  });

  it('is known to the log wherever a config names it, as it is now', () => {
    using folder = makeTempFolder();
    const file = join(folder.path, 'dpsync.yaml');
    writeFileSync(file, CONFIG);
    const settings = readSettings({ file, folder: folder.path, environment: {} });
    const variables = ['SOURCE_TOKEN', 'HOOK_SECRET', 'REPORT_TOKEN', 'SITE_TOKEN', 'METRICS_TOKEN'];
    const environment = Object.fromEntries(variables.map((name) => [name, ` canary of ${name}\n`]));
    const files = ['source.token', 'report.token', 'key', 'site.token'];
    expect(knownSecrets(settings, {})).toEqual([]);
    for (const name of files) writeFileSync(join(folder.path, name), `canary of ${name}\n`);
    expect(knownSecrets(settings, environment).toSorted()).toEqual(
      [...variables, ...files].map((name) => `canary of ${name}`).toSorted(),
    );
    writeFileSync(join(folder.path, 'key'), 'another');
    expect(knownSecrets(settings, {})).toContain('another');
  });
});
