// GitHub's runner: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { NUMBER } from '../../make/review/fake-host.ts';
import { openFakeGithub } from '../../review/github/fake.ts';
import type { Job, PipelineHost } from './host.ts';
import { readPipelineFile } from './pipeline-file.ts';
import { checkOut, runScripts, type Script } from './script.ts';

const NAME = z.string();
const setupForm = z.strictObject({
  name: NAME,
  // A tag can be moved, a commit cannot.
  uses: z.string().regex(/^actions\/setup-node@[0-9a-f]{40}$/),
  with: z.strictObject({ 'node-version': z.literal(24), 'package-manager-cache': z.literal(false) }),
});
const checkoutForm = z.strictObject({
  name: NAME,
  uses: z.string().regex(/^actions\/checkout@[0-9a-f]{40}$/),
  with: z.strictObject({ 'fetch-depth': z.int().default(1), 'persist-credentials': z.literal(false) }),
});
const runForm = z.strictObject({
  name: NAME,
  shell: z.literal('bash'),
  // An expression in a script is put into it as text, whatever it says.
  run: z.string().refine((text) => !text.includes('${{'), 'holds an expression'),
  env: z.record(z.string(), z.string()).default({}),
});
const workflowForm = z.strictObject({
  name: NAME,
  on: z.strictObject({
    pull_request: z.strictObject({
      types: z.array(z.enum(['opened', 'synchronize', 'reopened', 'edited'])).min(3),
    }),
  }),
  permissions: z.strictObject({}),
  concurrency: z.strictObject({
    group: z.literal('dpsync-review-${{ github.event.pull_request.number }}'),
    'cancel-in-progress': z.boolean(),
  }),
  jobs: z.strictObject({
    review: z.strictObject({
      'runs-on': z.literal('ubuntu-latest'),
      'timeout-minutes': z.int(),
      permissions: z.strictObject({
        contents: z.literal('read'),
        'pull-requests': z.literal('write'),
        statuses: z.literal('write'),
      }),
      steps: z.tuple([setupForm, checkoutForm], runForm),
    }),
  }),
});

/** GitHub Actions. */
export const github: PipelineHost = {
  folder: 'github',
  file: '.github/workflows/dpsync-review.yml',
  open: () => openFakeGithub(),
  async play(job) {
    const [, checkout, ...steps] = readPipelineFile(github, workflowForm).jobs.review.steps;
    const { request, machine } = job;
    // Node is set up in a folder that nobody filled: see the workflow.
    if (readdirSync(machine.workspace).length > 0) throw new Error('the workspace is not empty');
    const merge = `refs/remotes/pull/${NUMBER}/merge`;
    const all = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'];
    const depth = checkout.with['fetch-depth'];
    const refs = [...(depth === 0 ? all : []), `+refs/pull/${NUMBER}/merge:${merge}`];
    checkOut({ url: request.repo.url, refs, depth, checkout: merge }, machine);
    const scripts = steps.map(({ run, env }): Script => {
      const environment = { ...environmentOf(job), ...expand(env, job) };
      return { text: run, flags: ['--noprofile', '--norc', '-eo', 'pipefail'], environment };
    });
    return await runScripts(scripts, machine);
  },
  command: /^\s*::|##\[/,
  annotates: true,
  readAnnotation(line) {
    const [, file] = /^::error file=([^\r\n:,]+),line=\d+,col=\d+,title=\w+::[^\r\n]*$/.exec(line) ?? [];
    return file?.replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%0A', '\n').replaceAll('%25', '%');
  },
};

function expand(environment: Readonly<Record<string, string>>, { token }: Job) {
  const pairs = Object.entries(environment).map(([name, value]) => {
    if (value !== '${{ github.token }}') throw new Error(`${name}: only the token is known here`);
    return [name, token];
  });
  return Object.fromEntries(pairs) as Readonly<Record<string, string>>;
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
function environmentOf({ fake, request: { base, head }, machine: { environment, workspace, temp } }: Job) {
  const event = join(temp, 'event.json');
  const side = (sha: string) => ({ sha, repo: { id: 1 } });
  const pull_request = { number: NUMBER, base: side(base), head: side(head) };
  writeFileSync(event, JSON.stringify({ action: 'synchronize', number: NUMBER, pull_request }));
  return {
    ...environment,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: fake.url,
    GITHUB_BASE_REF: 'main',
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: event,
    GITHUB_HEAD_REF: 'feature',
    GITHUB_REF: `refs/pull/${NUMBER}/merge`,
    GITHUB_REPOSITORY: fake.project,
    GITHUB_RUN_ID: '42',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_STEP_SUMMARY: join(temp, 'summary.md'),
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temp,
  };
}
