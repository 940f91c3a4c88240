import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Files, runGit } from '../../make/git/temp-repo.ts';
import { redistribution } from '../../make/noun/redistribution.ts';
import { runHere } from '../../make/process/run-here.ts';
import type { Finished } from '../../make/process/running.ts';
import { type FakeHost, NUMBER } from '../../make/review/fake-host.ts';
import { makePullRequest, type PullRequest } from '../../make/review/pull-request.ts';
import { openFakeAzuredevops } from '../../review/azuredevops/fake.ts';
import { openFakeGithub } from '../../review/github/fake.ts';
import { openFakeGitlab } from '../../review/gitlab/fake.ts';

const BEFORE = { 'a.yaml': redistribution({ site: 'P01' }) };
const CHANGE = { 'a.yaml': redistribution({ site: 'P01', revision: '2' }) };
const MISTAKE = { 'b.yaml': `${redistribution({ site: 'P01', packages: [2] })}  colour: red\n` };

type Environment = Readonly<Record<string, string>>;

/** One host's pipeline: what it serves, and what it tells of a pull request. */
interface Pipeline {
  readonly open: () => Promise<FakeHost>;
  readonly tell: (fake: FakeHost, request: PullRequest) => Environment;
  readonly tokenName: string;
  /** A line of the log that shows a mistake, where the runner shows any. */
  readonly annotation: string | null;
  /** What the runner obeys in a log. */
  readonly command: RegExp;
}

const GITHUB: Pipeline = {
  open: openFakeGithub,
  tell(fake, { folder, base, head }) {
    const file = join(folder, 'event.json');
    const side = (sha: string) => ({ sha, repo: { id: 1 } });
    const pull_request = { number: NUMBER, base: side(base), head: side(head) };
    writeFileSync(file, JSON.stringify({ pull_request }));
    return {
      GITHUB_ACTIONS: 'true',
      GITHUB_API_URL: fake.url,
      GITHUB_REPOSITORY: fake.project,
      GITHUB_EVENT_PATH: file,
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_RUN_ID: '42',
    };
  },
  tokenName: 'GITHUB_TOKEN',
  annotation: '::error file=b.yaml,line=',
  command: /^\s*::|##\[/,
};

const GITLAB: Pipeline = {
  open: openFakeGitlab,
  tell: (fake, { base, head }) => ({
    GITLAB_CI: 'true',
    CI_API_V4_URL: fake.url,
    CI_MERGE_REQUEST_PROJECT_ID: fake.project,
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: fake.project,
    CI_MERGE_REQUEST_IID: String(NUMBER),
    CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: head,
    CI_JOB_URL: 'https://gitlab.example/acme/-/jobs/42',
  }),
  tokenName: 'GITLAB_TOKEN',
  annotation: null,
  command: /\x1b/,
};

const AZURE: Pipeline = {
  open: () => openFakeAzuredevops(),
  tell(fake, { folder, head }) {
    const [project = '', repository = ''] = fake.project.split('/');
    return {
      TF_BUILD: 'True',
      SYSTEM_COLLECTIONURI: `${fake.url}/`,
      SYSTEM_TEAMPROJECT: project,
      BUILD_REPOSITORY_ID: repository,
      BUILD_BUILDID: '42',
      SYSTEM_PULLREQUEST_PULLREQUESTID: String(NUMBER),
      SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main',
      SYSTEM_PULLREQUEST_SOURCECOMMITID: head,
      AGENT_TEMPDIRECTORY: folder,
    };
  },
  tokenName: 'SYSTEM_ACCESSTOKEN',
  annotation: '##vso[task.logissue type=error;sourcepath=b.yaml;linenumber=',
  command: /##(?:vso)?\[/i,
};

const PIPELINES = [
  ['GitHub Actions', GITHUB],
  ['GitLab CI', GITLAB],
  ['Azure Pipelines', AZURE],
] as const;

interface Stage extends Disposable {
  readonly fake: FakeHost;
  readonly request: PullRequest;
  /** Everything that the pipeline tells, its token too. */
  readonly environment: Environment;
  readonly review: (more?: Environment, ...args: readonly string[]) => Promise<Finished>;
}

async function makeStage(
  { open, tell, tokenName }: Pipeline,
  sides: { readonly before?: Files; readonly change: Files; readonly depth?: number },
): Promise<Stage> {
  const fake = await open();
  const request = makePullRequest({ before: BEFORE, ...sides });
  fake.state.head = request.head;
  const environment = { ...tell(fake, request), [tokenName]: fake.state.token };
  const { PATH = '', GIT_CONFIG_GLOBAL = '', GIT_CONFIG_SYSTEM = '' } = process.env;
  const machine = { PATH, GIT_CONFIG_GLOBAL, GIT_CONFIG_SYSTEM, DPSYNC_HOME: join(request.folder, 'state') };
  return {
    fake,
    request,
    environment,
    review: (more = {}, ...args) =>
      runHere(['review', ...args], {
        folder: request.checkout,
        environment: { ...machine, ...environment, ...more },
      }),
    [Symbol.dispose]: () => request[Symbol.dispose](),
  };
}

describe.each(PIPELINES)('review in %s', { timeout: 120_000 }, (_, pipeline) => {
  it('comments the plan once, and sets a status on the commit that was pushed', async () => {
    using stage = await makeStage(pipeline, { change: CHANGE });
    const { fake, request, review } = stage;
    const first = await review();
    expect(first).toMatchObject({ code: 0, stderr: 'Commented on the pull request.\n' });
    expect(first.stdout).toContain('P0100001');
    const again = await review();
    expect(again).toMatchObject({ code: 0, stderr: 'The comment on the pull request says this already.\n' });
    expect(fake.texts()).toHaveLength(1);
    expect(fake.texts()[0]).toContain('P0100001');
    expect(fake.state.statuses).toHaveLength(2);
    const { link } = fake.state.statuses[1] ?? {};
    expect(fake.state.statuses[1]).toMatchObject({ commit: request.head, context: 'dpsync' });
    expect(link).toContain('42');
    for (const { stdout, stderr } of [first, again]) expect(stdout + stderr).not.toContain(fake.state.token);
    expect(fake.texts().join()).not.toContain(fake.state.token);
  });

  it('shows a mistake at its place, says failure, and ends with 6', async () => {
    using stage = await makeStage(pipeline, { change: MISTAKE });
    const { code, stdout } = await stage.review();
    expect(code).toBe(6);
    if (pipeline.annotation === null) expect(stdout).not.toMatch(/^(?:::|##)/m);
    else
      expect(stdout.split('\n').filter((line) => line.startsWith(pipeline.annotation ?? ''))).toHaveLength(1);
    expect(stage.fake.state.statuses[0]?.state).toMatch(/^fail/);
    expect(stage.fake.texts()[0]).toContain('DPS1040');
  });

  it('leaves a pull request without any declaration alone, but for its status', async () => {
    using stage = await makeStage(pipeline, { change: { 'README.md': 'hello' } });
    expect(await stage.review()).toMatchObject({
      code: 0,
      stderr: 'Nothing to tell, so no comment was made.\n',
    });
    expect(stage.fake.texts()).toEqual([]);
    expect(stage.fake.state.statuses).toHaveLength(1);
  });

  it('without a token asks nobody, and says where the plan stands', async () => {
    using stage = await makeStage(pipeline, { change: CHANGE });
    const { code, stdout, stderr } = await stage.review({ [pipeline.tokenName]: '' });
    expect(code).toBe(0);
    expect(stdout).toContain('P0100001');
    expect(stderr).toContain('There is no token that may write');
    expect(stage.fake.requests).toEqual([]);
  });

  it('says what is missing where the host refuses, and never the token', async () => {
    using stage = await makeStage(pipeline, { change: CHANGE });
    stage.fake.state.permission = 'read';
    const { code, stderr } = await stage.review({}, '--verbose');
    expect(code).toBe(1);
    expect(stderr).toContain('(DPS4021)');
    expect(stderr).not.toContain(stage.fake.state.token);
  });

  it('says how to fetch more where the history is too short', async () => {
    using stage = await makeStage(pipeline, { change: CHANGE, depth: 1 });
    const { code, stdout, stderr } = await stage.review();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('fetch-depth: 0');
    expect(stage.fake.requests).toEqual([]);
  });
});

describe('the summary of a job', { timeout: 120_000 }, () => {
  it('is the file that GitHub names', async () => {
    using stage = await makeStage(GITHUB, { change: CHANGE });
    const { stderr } = await stage.review({ GITHUB_TOKEN: '' });
    expect(stderr).toContain("the job's summary");
    expect(readFileSync(join(stage.request.folder, 'summary.md'), 'utf8')).toContain('P0100001');
  });

  it('is a file that the agent of Azure is told of', async () => {
    using stage = await makeStage(AZURE, { change: CHANGE });
    const { stdout } = await stage.review({ SYSTEM_ACCESSTOKEN: '$(System.AccessToken)' });
    const file = join(stage.request.folder, 'dpsync-review-dpsync.md');
    expect(stdout).toContain(`\n##vso[task.uploadsummary]${file}\n`);
    expect(readFileSync(file, 'utf8')).toContain('P0100001');
  });

  it('is any file, where a flag names one', async () => {
    using stage = await makeStage(GITLAB, { change: CHANGE });
    const file = join(stage.request.folder, 'plan.md');
    await stage.review({ GITLAB_TOKEN: '' }, '--summary', file);
    expect(readFileSync(file, 'utf8')).toContain('P0100001');
  });
});

describe('flags', { timeout: 120_000 }, () => {
  it('stand for everything that a pipeline would tell', async () => {
    using stage = await makeStage(GITLAB, { change: CHANGE });
    const { fake, request, environment } = stage;
    const nothing = Object.fromEntries(Object.keys(environment).map((name) => [name, '']));
    const { code } = await stage.review(
      { ...nothing, MY_TOKEN: fake.state.token },
      ...['--host', 'gitlab', '--api-url', fake.url, '--project', fake.project],
      ...['--pull-request', '7', '--base', 'origin/main', '--head', request.head],
      ...['--token-env', 'MY_TOKEN', '--link', 'https://ci.example/9', '--key', 'site-P01'],
    );
    expect(code).toBe(0);
    expect(fake.state.statuses).toMatchObject([{ context: 'site-P01', link: 'https://ci.example/9' }]);
  });

  it('-o json leaves one document on standard output, and what the runner is told to the other', async () => {
    using stage = await makeStage(GITHUB, { change: MISTAKE });
    const { code, stdout, stderr } = await stage.review({}, '-o', 'json');
    expect(code).toBe(6);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'Plan', problems: [{ file: 'b.yaml' }] });
    expect(stderr).toContain('::error file=b.yaml,');
  });
});

describe('a hostile pull request', { timeout: 120_000 }, () => {
  const NAME = '##vso[task.setvariable variable=PATH]x ::add-mask::x.yaml';

  it.each(PIPELINES)('tells the runner of %s nothing', async (_, pipeline) => {
    using stage = await makeStage(pipeline, {
      change: {
        [NAME]: `${redistribution({ site: 'P01', groups: ['::error::x ##vso[task.complete]'] })}  colour: red\n`,
        '::stop-commands::x.yaml': 'kind: Redistribution',
      },
    });
    for (const args of [[], ['--verbose'], ['-o', 'json']]) {
      const { code, stdout, stderr } = await stage.review({}, ...args);
      expect({ code, stderr: code === 6 ? '' : stderr }).toEqual({ code: 6, stderr: '' });
      const ours = pipeline.annotation?.slice(0, 9) ?? '-';
      const others = `${stdout}\n${stderr}`.split('\n').filter((line) => !line.startsWith(ours));
      expect(others.filter((line) => pipeline.command.test(line))).toEqual([]);
    }
  });

  it('that brings a config, links, hooks, filters and a huge file has nothing of it read or run', async () => {
    const ran = 'ran.txt';
    const config = `apiVersion: dpsync/v1\nkind: Config\nledger: sqlite:stolen.db\nsources:\n  - {name: x, url: ., branch: main}\nsites:\n  - {code: P01, provider: {type: adminservice, url: "http://127.0.0.1:1/AdminService", auth: {type: none}}}\n`;
    using stage = await makeStage(GITHUB, {
      change: {
        ...CHANGE,
        'dpsync.yaml': config,
        '.gitattributes': '*.yaml filter=run diff=run',
        '.gitconfig': `[filter "run"]\n\tsmudge = touch ${ran}\n[core]\n\tfsmonitor = touch ${ran}\n`,
        '.github/workflows/ci.yaml': `on: push\njobs: {x: {steps: [{run: touch ${ran}}]}}\n`,
        '.gitlab-ci.yml': `x: {script: touch ${ran}}\n`,
        'azure-pipelines.yml': `steps: [{script: touch ${ran}}]\n`,
        'huge.yaml': `# ${'x'.repeat(1024 * 1024)}\n${redistribution({ site: 'P01', packages: [9] })}`,
      },
    });
    const { checkout } = stage.request;
    for (const [key, value] of [
      ['core.fsmonitor', `touch ${ran}`],
      ['filter.run.smudge', `touch ${ran}`],
      ['filter.run.clean', `touch ${ran}`],
      ['diff.run.textconv', `touch ${ran}`],
      ['diff.external', `touch ${ran}`],
    ] as const) {
      runGit(checkout, ['config', key, value]);
    }
    const { code, stdout } = await stage.review(
      { DPSYNC_CONFIG: join(checkout, 'dpsync.yaml') },
      '-o',
      'json',
    );
    expect(code).toBe(6);
    const { entries, problems } = JSON.parse(stdout);
    expect(entries).toMatchObject([{ package: 'P0100001', action: 'redistribute' }]);
    expect(problems.map(({ file }: { readonly file: string }) => file).toSorted()).toEqual([
      'dpsync.yaml',
      'huge.yaml',
    ]);
    expect(existsSync(join(checkout, ran))).toBe(false);
    expect(existsSync(join(checkout, 'stolen.db'))).toBe(false);
  });

  it('that puts a link in the place of a file has it skipped', async () => {
    using stage = await makeStage(GITHUB, { change: CHANGE });
    const { checkout, folder } = stage.request;
    const secret = join(folder, 'secret.yaml');
    writeFileSync(secret, redistribution({ site: 'P01', packages: [9] }));
    const blob = runGit(checkout, ['hash-object', '-w', '--stdin'], secret);
    runGit(checkout, ['checkout', '--quiet', stage.request.head]);
    runGit(checkout, ['update-index', '--add', '--cacheinfo', `120000,${blob},link.yaml`]);
    runGit(checkout, ['commit', '--quiet', '--message=link']);
    const head = runGit(checkout, ['rev-parse', 'HEAD']);
    stage.fake.state.head = head;
    const { code, stdout } = await stage.review({}, '-o', 'json', '--head', head);
    expect(code).toBe(0);
    const { entries, skipped } = JSON.parse(stdout);
    expect(entries).toHaveLength(1);
    expect(skipped).toMatchObject([{ file: 'link.yaml' }]);
  });
});
