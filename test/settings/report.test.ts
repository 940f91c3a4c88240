import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { knownSecrets } from '../../src/compose/secrets.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { makeTempFolder } from '../make/temp-folder.ts';

const folder = makeTempFolder();
afterAll(() => folder[Symbol.dispose]());

function read(url: string, report: string) {
  const file = join(folder.path, 'config.yaml');
  writeFileSync(
    file,
    `apiVersion: dpsync/v1
kind: Config
ledger: sqlite:dpsync.db
sources:
  - name: content
    url: ${url}
    branch: main
    report: ${report}
sites:
  - code: P01
    provider: {type: adminservice, url: "http://127.0.0.1:8443/AdminService", auth: {type: none}}
`,
  );
  return readSettings({ file, folder: folder.path, environment: {} });
}

const GITHUB = 'https://github.com/acme/content.git';

describe('the report of a source', () => {
  it('takes from its url what that tells', () => {
    expect(read(GITHUB, '{host: github, tokenEnv: REPORT_TOKEN}').reports).toEqual([
      {
        ...{ source: 'content', branch: 'main', host: 'github', key: 'dpsync', pullRequest: false },
        ...{ apiUrl: 'https://api.github.com', project: 'acme/content' },
        ...{ tokenEnv: 'REPORT_TOKEN', tokenFile: undefined, caFile: null },
      },
    ]);
  });

  it('has its paths made absolute, and its token is known to the log', () => {
    const settings = read(
      './content',
      '{host: gitlab, tokenFile: token.txt, apiUrl: "https://git.corp.example/api/v4/", project: 42, pullRequest: true}',
    );
    const tokenFile = join(folder.path, 'token.txt');
    expect(settings.reports).toMatchObject([
      { tokenFile, apiUrl: 'https://git.corp.example/api/v4', project: '42', pullRequest: true },
    ]);
    writeFileSync(tokenFile, 'canary\n');
    expect(knownSecrets(settings, {})).toContain('canary');
    expect(knownSecrets(read(GITHUB, '{host: github, tokenEnv: T}'), { T: 'other' })).toContain('other');
  });

  it.each<[url: string, report: string, message: string]>([
    ['./content', '{host: github, tokenEnv: T}', '8:13: sources[0].report.apiUrl is needed'],
    [
      './content',
      '{host: github, tokenEnv: T, apiUrl: "https://git.corp.example/api/v3"}',
      '8:13: sources[0].report.project is needed, since the url does not tell it; write OWNER/REPOSITORY',
    ],
    [GITHUB, '{host: github, tokenEnv: T, project: ../x}', '8:50: sources[0].report.project is no project'],
    [GITHUB, '{host: github}', '8:13: sources[0].report needs either tokenEnv or tokenFile'],
    [GITHUB, '{host: github, tokenEnv: T, tokenFile: t}', 'needs either tokenEnv or tokenFile'],
    [
      GITHUB,
      '{host: github, tokenEnv: T, apiUrl: "http://git.corp.example"}',
      '8:49: sources[0].report.apiUrl',
    ],
    [GITHUB, '{host: github, tokenEnv: T, key: "a b"}', '8:46: sources[0].report.key is no key'],
    [GITHUB, '{host: gitea, tokenEnv: T}', '8:20: sources[0].report.host'],
    [GITHUB, '{host: github, tokenEnv: T, pullrequest: true}', 'did you mean pullRequest?'],
    [
      'https://tfs.corp.example/tfs/Main/EUD/_git/content',
      '{host: azuredevops, tokenEnv: T}',
      'write it such as https://git.corp.example/DefaultCollection',
    ],
  ])('of %s as %s is refused: %s', (url, report, message) => {
    expect(() => read(url, report)).toThrow(message);
  });
});
