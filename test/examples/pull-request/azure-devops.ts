// The agent of Azure Pipelines: https://learn.microsoft.com/en-us/azure/devops/pipelines/yaml-schema/
import { z } from 'zod';
import { NUMBER } from '../../make/review/fake-host.ts';
import { openFakeAzuredevops } from '../../review/azuredevops/fake.ts';
import type { Job, PipelineHost } from './host.ts';
import { readPipelineFile } from './pipeline-file.ts';
import { checkOut, runScripts, type Script } from './script.ts';

const NAME = z.string();
const nodeForm = z.strictObject({
  task: z.literal('UseNode@1'),
  displayName: NAME,
  inputs: z.strictObject({ version: z.literal('24.x') }),
});
const checkoutForm = z.strictObject({
  checkout: z.literal('self'),
  displayName: NAME,
  fetchDepth: z.int().default(1),
  persistCredentials: z.literal(false),
});
const bashForm = z.strictObject({
  // The agent asks for the exit code of the last command alone, and puts the values of macros into the script.
  bash: z
    .string()
    .startsWith('set -euo pipefail\n')
    .refine((text) => !/\$\(|\$\[|\$\{\{/.test(text), 'holds a macro'),
  displayName: NAME,
  env: z.record(z.string(), z.string()).default({}),
});
const pipelineForm = z.strictObject({
  trigger: z.literal('none'),
  jobs: z.tuple([
    z.strictObject({
      job: NAME,
      displayName: NAME,
      condition: z.literal("eq(variables['Build.Reason'], 'PullRequest')"),
      timeoutInMinutes: z.int(),
      pool: z.strictObject({ vmImage: z.literal('ubuntu-latest') }),
      workspace: z.strictObject({ clean: z.literal('all') }),
      steps: z.tuple([nodeForm, checkoutForm], bashForm),
    }),
  ]),
});

/** The agent looks for a command anywhere in a line. */
const ANNOTATION =
  /^##vso\[task\.logissue type=error;sourcepath=([^;\]\r\n]+);linenumber=\d+;columnnumber=\d+;code=\w+\](?:(?!##(?:vso)?\[)[^\r\n])*$/;

/** Azure Pipelines. */
export const azureDevops: PipelineHost = {
  folder: 'azure-devops',
  file: 'azure-pipelines.yml',
  open: () => openFakeAzuredevops(),
  async play(job) {
    const [, { fetchDepth: depth }, ...steps] = readPipelineFile(azureDevops, pipelineForm).jobs[0].steps;
    const { request, machine } = job;
    const merge = `refs/remotes/pull/${NUMBER}/merge`;
    const all = ['+refs/heads/*:refs/remotes/origin/*'];
    const refs = [...(depth === 0 ? all : []), `+refs/pull/${NUMBER}/merge:${merge}`];
    checkOut({ url: request.repo.url, refs, depth, checkout: merge }, machine);
    const scripts = steps.map(({ bash, env }): Script => {
      const environment = { ...environmentOf(job), ...expand(env, job) };
      return { text: bash, flags: ['--noprofile', '--norc'], environment };
    });
    return await runScripts(scripts, machine);
  },
  command: /##(?:vso)?\[/i,
  annotates: true,
  readAnnotation(line) {
    const [, file] = ANNOTATION.exec(line) ?? [];
    return file
      ?.replaceAll('%3B', ';')
      .replaceAll('%5D', ']')
      .replaceAll('%0A', '\n')
      .replaceAll('%AZP25', '%');
  },
};

/** Where there is no token the agent leaves the macro as it stands. */
function expand(environment: Readonly<Record<string, string>>, { token }: Job) {
  const pairs = Object.entries(environment).map(([name, value]) => {
    if (value !== '$(System.AccessToken)') throw new Error(`${name}: only the token is known here`);
    return [name, token || value];
  });
  return Object.fromEntries(pairs) as Readonly<Record<string, string>>;
}

/** https://learn.microsoft.com/en-us/azure/devops/pipelines/build/variables */
function environmentOf({ fake, request: { head }, machine: { environment, workspace, temp } }: Job) {
  const [project = '', repository = ''] = fake.project.split('/');
  return {
    ...environment,
    AGENT_TEMPDIRECTORY: temp,
    BUILD_BUILDID: '42',
    BUILD_REASON: 'PullRequest',
    BUILD_REPOSITORY_ID: repository,
    BUILD_REPOSITORY_LOCALPATH: workspace,
    BUILD_REPOSITORY_PROVIDER: 'TfsGit',
    BUILD_SOURCEBRANCH: `refs/pull/${NUMBER}/merge`,
    SYSTEM_COLLECTIONURI: `${fake.url}/`,
    SYSTEM_PULLREQUEST_PULLREQUESTID: String(NUMBER),
    SYSTEM_PULLREQUEST_SOURCECOMMITID: head,
    SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main',
    SYSTEM_TEAMPROJECT: project,
    TF_BUILD: 'True',
  };
}
