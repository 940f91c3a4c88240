// GitLab's runner: https://docs.gitlab.com/ci/yaml/ and https://docs.gitlab.com/runner/shells/
import { z } from 'zod';
import { runGit } from '../../make/git/temp-repo.ts';
import { NUMBER } from '../../make/review/fake-host.ts';
import { openFakeGitlab } from '../../review/gitlab/fake.ts';
import type { Job, PipelineHost } from './host.ts';
import { readPipelineFile } from './pipeline-file.ts';
import { checkOut, runScript } from './script.ts';

const jobForm = z.strictObject({
  stage: z.literal('test'),
  image: z.literal('node:24'),
  rules: z.tuple([z.strictObject({ if: z.literal('$CI_PIPELINE_SOURCE == "merge_request_event"') })]),
  // Numbers and truth values are refused where they are not quoted.
  variables: z.strictObject({
    GIT_DEPTH: z.string().regex(/^\d+$/),
    GIT_STRATEGY: z.literal('clone'),
    GIT_LFS_SKIP_SMUDGE: z.literal('1'),
  }),
  interruptible: z.boolean(),
  timeout: z.string(),
  // A line with ": " in it would be no text.
  script: z.array(z.string()).min(1),
});
const fileForm = z.strictObject({ 'dpsync review': jobForm });

/** GitLab CI. */
export const gitlab: PipelineHost = {
  folder: 'gitlab',
  file: '.gitlab-ci.yml',
  open: () => openFakeGitlab(),
  async play(job) {
    const { variables, script } = readPipelineFile(gitlab, fileForm)['dpsync review'];
    const { request, machine } = job;
    const { url } = request.repo;
    const ref = 'refs/pipelines/42';
    runGit(url, ['update-ref', ref, request.head]);
    checkOut({ url, refs: [`+${ref}:${ref}`], depth: Number(variables.GIT_DEPTH), checkout: ref }, machine);
    const environment = { ...environmentOf(job), ...variables };
    const flags = ['-o', 'errexit', '-o', 'pipefail'];
    return await runScript({ text: script.join('\n'), flags, environment }, machine);
  },
  // A section begins and ends with a control character.
  command: /\x1b|section_(?:start|end):/,
  annotates: false,
  readAnnotation: () => undefined,
};

/** https://docs.gitlab.com/ci/variables/predefined_variables/ */
function environmentOf({ fake, request, machine, token }: Job) {
  const { base, head } = request;
  return {
    ...machine.environment,
    CI: 'true',
    CI_API_V4_URL: fake.url,
    CI_COMMIT_SHA: head,
    CI_JOB_TOKEN: 'of no use to dpsync',
    CI_JOB_URL: 'https://gitlab.example/acme/-/jobs/42',
    CI_MERGE_REQUEST_DIFF_BASE_SHA: runGit(request.repo.work, ['merge-base', base, head]),
    CI_MERGE_REQUEST_IID: String(NUMBER),
    CI_MERGE_REQUEST_PROJECT_ID: fake.project,
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: fake.project,
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
    CI_MERGE_REQUEST_TARGET_BRANCH_SHA: base,
    CI_PIPELINE_SOURCE: 'merge_request_event',
    CI_PROJECT_DIR: machine.workspace,
    CI_PROJECT_ID: fake.project,
    DPSYNC_TOKEN: token,
    GITLAB_CI: 'true',
  };
}
