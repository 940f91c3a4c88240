import type { Pipeline } from '../pipeline.ts';

/** GitLab CI/CD: https://docs.gitlab.com/ci/variables/predefined_variables/#predefined-variables-for-merge-request-pipelines */
export const gitlabPipeline: Pipeline = {
  host: 'gitlab',
  name: 'GitLab',
  isHere: ({ GITLAB_CI }) => GITLAB_CI === 'true',
  look(environment) {
    const { CI_MERGE_REQUEST_SOURCE_PROJECT_ID: from, CI_MERGE_REQUEST_PROJECT_ID: to } = environment;
    const values = {
      apiUrl: environment.CI_API_V4_URL,
      // The merge request belongs to the target, also where the pipeline runs in a fork.
      project: to ?? environment.CI_PROJECT_ID,
      pullRequest: environment.CI_MERGE_REQUEST_IID,
      base: environment.CI_MERGE_REQUEST_DIFF_BASE_SHA,
      // In a pipeline of merged results, which sets the first one, the other is a merge that nobody pushed.
      head: environment.CI_MERGE_REQUEST_SOURCE_BRANCH_SHA || environment.CI_COMMIT_SHA,
    };
    return { values, fork: from !== to };
  },
  variables: {
    apiUrl: 'CI_API_V4_URL',
    project: 'CI_MERGE_REQUEST_PROJECT_ID',
    pullRequest: 'CI_MERGE_REQUEST_IID of a merge request pipeline',
    base: 'CI_MERGE_REQUEST_DIFF_BASE_SHA',
    head: 'CI_COMMIT_SHA',
  },
  // An id, or a path of groups and project.
  projectForm: /^[\w.-]{1,255}(?:\/[\w.-]{1,255}){0,20}$/,
  // The job's own CI_JOB_TOKEN may neither write notes nor set statuses, so it is not tried.
  tokens: ['DPSYNC_TOKEN', 'GITLAB_TOKEN'],
};
