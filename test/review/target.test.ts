import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/model/failure.ts';
import { type Given, readTarget } from '../../src/review/target.ts';
import { makeTempFolder } from '../make/temp-folder.ts';

const HEAD = 'a1'.repeat(20);
const BASE = 'b2'.repeat(20);
const CANARY = 'canary-0123456789';

const GITLAB = {
  GITLAB_CI: 'true',
  CI_API_V4_URL: 'https://gitlab.corp.example/api/v4',
  CI_PROJECT_ID: '12',
  CI_MERGE_REQUEST_PROJECT_ID: '12',
  CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '12',
  CI_MERGE_REQUEST_IID: '7',
  CI_MERGE_REQUEST_DIFF_BASE_SHA: BASE,
  CI_COMMIT_SHA: HEAD,
  CI_JOB_TOKEN: 'glcbt-of-the-job',
  GITLAB_TOKEN: CANARY,
};

const AZURE = {
  TF_BUILD: 'True',
  BUILD_REPOSITORY_PROVIDER: 'TfsGit',
  SYSTEM_COLLECTIONURI: 'https://dev.azure.com/corp/',
  SYSTEM_TEAMPROJECT: 'End User Devices',
  BUILD_REPOSITORY_ID: '3411ebc1-d5aa-464f-9615-0b527bc66719',
  SYSTEM_PULLREQUEST_PULLREQUESTID: '7',
  SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main',
  SYSTEM_PULLREQUEST_SOURCECOMMITID: HEAD,
  BUILD_SOURCEVERSION: 'cc'.repeat(20),
  SYSTEM_ACCESSTOKEN: CANARY,
};

const EVENT = {
  action: 'synchronize',
  pull_request: { number: 7, base: { sha: BASE, repo: { id: 1 } }, head: { sha: HEAD, repo: { id: 1 } } },
};

/** What GitHub Actions tells, with this event. */
function github(folder: string, event: unknown) {
  const file = join(folder, 'event.json');
  writeFileSync(file, typeof event === 'string' ? event : JSON.stringify(event));
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: 'https://ghe.corp.example/api/v3',
    GITHUB_REPOSITORY: 'acme/content',
    GITHUB_SHA: 'cc'.repeat(20),
    GITHUB_EVENT_PATH: file,
    GITHUB_TOKEN: CANARY,
  };
}

function failureOf(given: Given, environment: Readonly<Record<string, string>>): Failure {
  try {
    readTarget(given, environment);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  return expect.fail('it was read');
}

describe('a pipeline', () => {
  it('of GitHub tells its pull request by the event', () => {
    using folder = makeTempFolder();
    expect(readTarget({}, github(folder.path, EVENT))).toEqual({
      host: 'github',
      apiUrl: 'https://ghe.corp.example/api/v3',
      project: 'acme/content',
      pullRequest: 7,
      base: BASE,
      head: HEAD,
      fork: false,
      token: CANARY,
    });
  });

  it('of GitLab tells its merge request by variables', () => {
    expect(readTarget({}, GITLAB)).toEqual({
      host: 'gitlab',
      apiUrl: 'https://gitlab.corp.example/api/v4',
      project: '12',
      pullRequest: 7,
      base: BASE,
      head: HEAD,
      fork: false,
      token: CANARY,
    });
  });

  it('of GitLab with merged results names the commit that was pushed', () => {
    const environment = { ...GITLAB, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: 'dd'.repeat(20) };
    expect(readTarget({}, environment).head).toBe('dd'.repeat(20));
  });

  it('of Azure Pipelines tells its pull request by variables', () => {
    expect(readTarget({}, AZURE)).toEqual({
      host: 'azuredevops',
      apiUrl: 'https://dev.azure.com/corp',
      project: 'End User Devices/3411ebc1-d5aa-464f-9615-0b527bc66719',
      pullRequest: 7,
      base: 'refs/remotes/origin/main',
      head: HEAD,
      fork: false,
      token: CANARY,
    });
  });

  it.each([
    ['of another repository', { ...EVENT.pull_request.head, repo: { id: 2 } }],
    ['of a repository that is gone', { ...EVENT.pull_request.head, repo: null }],
  ])('knows a fork of GitHub: a head %s', (_, head) => {
    using folder = makeTempFolder();
    const event = { pull_request: { ...EVENT.pull_request, head } };
    expect(readTarget({}, github(folder.path, event)).fork).toBe(true);
  });

  it('knows the runs of Dependabot, whose token only reads', () => {
    using folder = makeTempFolder();
    const environment = { ...github(folder.path, EVENT), GITHUB_ACTOR: 'dependabot[bot]' };
    expect(readTarget({}, environment).fork).toBe(true);
  });

  it('knows forks of GitLab and Azure DevOps', () => {
    expect(readTarget({}, { ...GITLAB, CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '99' }).fork).toBe(true);
    expect(readTarget({}, { ...AZURE, SYSTEM_PULLREQUEST_ISFORK: 'True' }).fork).toBe(true);
  });

  it('of a host that is not known needs flags', () => {
    expect(failureOf({}, {}).code).toBe('DPS4001');
    const given = {
      host: 'gitlab',
      apiUrl: 'https://gitlab.example/api/v4/',
      project: 'acme/eud/content',
      pullRequest: '9',
      base: 'origin/main',
      head: 'HEAD',
    } as const;
    expect(readTarget(given, {})).toEqual({
      ...given,
      apiUrl: 'https://gitlab.example/api/v4',
      pullRequest: 9,
      fork: false,
      token: null,
    });
  });

  it('of Azure that builds a repository of GitHub needs them too', () => {
    const environment = { ...AZURE, BUILD_REPOSITORY_PROVIDER: 'GitHub', DPSYNC_TOKEN: 'token-of-github' };
    expect(failureOf({}, environment).code).toBe('DPS4001');
    const given = {
      host: 'github',
      project: 'acme/content',
      pullRequest: '9',
      base: 'a',
      head: 'b',
    } as const;
    expect(readTarget(given, environment)).toMatchObject({
      apiUrl: 'https://api.github.com',
      token: 'token-of-github',
    });
  });
});

describe('a value', () => {
  it('of a flag stands before that of the environment', () => {
    expect(readTarget({ pullRequest: '8', head: 'HEAD' }, GITLAB)).toMatchObject({
      pullRequest: 8,
      head: 'HEAD',
      base: BASE,
    });
  });

  it('that is missing is named with its flag and its variable', () => {
    const { CI_MERGE_REQUEST_IID: _, ...branch } = GITLAB;
    const failure = failureOf({}, branch);
    expect(failure.code).toBe('DPS4002');
    expect(failure.message).toContain('--pull-request');
    expect(failure.message).toContain('CI_MERGE_REQUEST_IID');
  });

  it('of the event of a push is missing as well', () => {
    using folder = makeTempFolder();
    expect(failureOf({}, github(folder.path, { ref: 'refs/heads/main' })).code).toBe('DPS4002');
  });

  it.each([
    ['no JSON', '{'],
    ['another form', { pull_request: { number: 'seven' } }],
    ['a commit that is none', { pull_request: { ...EVENT.pull_request, base: { sha: '--upload-pack=x' } } }],
  ])('of an event that is %s is an error, unless flags give it', (_, event) => {
    using folder = makeTempFolder();
    const environment = github(folder.path, event);
    expect(failureOf({}, environment).code).toBe('DPS4004');
    const given = { pullRequest: '7', base: 'a', head: 'b' };
    expect(readTarget(given, environment).pullRequest).toBe(7);
  });

  it.each([
    ['pullRequest', '7/../8'],
    ['pullRequest', '0'],
    ['pullRequest', '٧'],
    ['project', '../..'],
    ['project', 'acme/content/../../user'],
    ['project', 'acme/content?x='],
    ['project', 'acme%2f..'],
    ['apiUrl', 'http://gitlab.example/api/v4'],
    ['apiUrl', `https://user:${CANARY}@gitlab.example/api/v4`],
    ['apiUrl', 'https://gitlab.example/api/v4?x'],
    ['apiUrl', 'file:///etc/passwd'],
    ['apiUrl', 'gitlab.example'],
  ] as const)('%s is not %s', (name, text) => {
    const failure = failureOf({ [name]: text }, GITLAB);
    expect(failure.code).toBe('DPS4003');
    expect(failure.message).not.toContain(CANARY);
  });

  it.each(['http://127.0.0.1:8080/api/v4', 'http://localhost/api/v4', 'http://[::1]:1/api/v4'])(
    'apiUrl may be %s: nobody else hears it',
    (apiUrl) => {
      expect(readTarget({ apiUrl }, GITLAB).apiUrl).toBe(apiUrl);
    },
  );
});

describe('the token', () => {
  it('is that of the flag, else DPSYNC_TOKEN, else the one of the host', () => {
    const environment = { ...GITLAB, DPSYNC_TOKEN: 'one', MY_TOKEN: 'other' };
    expect(readTarget({ tokenEnv: 'MY_TOKEN' }, environment).token).toBe('other');
    expect(readTarget({}, environment).token).toBe('one');
    expect(readTarget({}, GITLAB).token).toBe(CANARY);
    expect(readTarget({ tokenEnv: 'NOT_SET' }, environment).token).toBeNull();
  });

  it.each(['', '   ', '$(System.AccessToken)'])('is none where the variable holds %j', (text) => {
    expect(readTarget({}, { ...AZURE, SYSTEM_ACCESSTOKEN: text }).token).toBeNull();
  });

  it('of the job itself is not tried on GitLab, where it may do nothing of this', () => {
    const { GITLAB_TOKEN: _, ...environment } = GITLAB;
    expect(readTarget({}, environment).token).toBeNull();
  });

  it('that could end a header is an error that does not show it', () => {
    const failure = failureOf({}, { ...GITLAB, GITLAB_TOKEN: `${CANARY}\r\nx-evil: 1` });
    expect(failure.code).toBe('DPS4006');
    expect(failure.message).not.toContain(CANARY);
  });
});
