import type { Pipeline } from '../pipeline.ts';

/** Azure Pipelines: https://learn.microsoft.com/en-us/azure/devops/pipelines/build/variables */
export const azuredevopsPipeline: Pipeline = {
  host: 'azuredevops',
  name: 'Azure DevOps',
  // A pipeline may build a repository of GitHub: then the pull request is there, and --host github says so.
  isHere: ({ TF_BUILD, BUILD_REPOSITORY_PROVIDER }) =>
    TF_BUILD === 'True' && (BUILD_REPOSITORY_PROVIDER ?? 'TfsGit') === 'TfsGit',
  look(environment) {
    const { SYSTEM_TEAMPROJECT: project, BUILD_REPOSITORY_ID: repository } = environment;
    const values = {
      apiUrl: environment.SYSTEM_COLLECTIONURI,
      project: project && repository ? `${project}/${repository}` : undefined,
      pullRequest: environment.SYSTEM_PULLREQUEST_PULLREQUESTID,
      // As the agent fetches branches: refs/heads/main is there as refs/remotes/origin/main.
      base: environment.SYSTEM_PULLREQUEST_TARGETBRANCH?.replace(
        /^(?:refs\/heads\/)?/,
        'refs/remotes/origin/',
      ),
      // BUILD_SOURCEVERSION is a merge that nobody pushed.
      head: environment.SYSTEM_PULLREQUEST_SOURCECOMMITID,
    };
    return { values, fork: environment.SYSTEM_PULLREQUEST_ISFORK === 'True' };
  },
  variables: {
    apiUrl: 'SYSTEM_COLLECTIONURI',
    project: 'SYSTEM_TEAMPROJECT and BUILD_REPOSITORY_ID',
    pullRequest: 'SYSTEM_PULLREQUEST_PULLREQUESTID of a build validation',
    base: 'SYSTEM_PULLREQUEST_TARGETBRANCH',
    head: 'SYSTEM_PULLREQUEST_SOURCECOMMITID',
  },
  // Names of projects hold spaces and much else; what a path could be made of is refused.
  projectForm: /^[^/\\?#%\p{Cc}]{1,100}\/[^/\\?#%\p{Cc}]{1,100}$/u,
  tokens: ['DPSYNC_TOKEN', 'SYSTEM_ACCESSTOKEN'],
};
