import type { FastifyInstance } from 'fastify';
import type { FakeState } from '../../make/review/fake-host.ts';

interface OfCommit {
  readonly Params: { readonly sha: string };
  readonly Querystring: { readonly name?: string };
}

/** Serves what GitLab tells of commits, below the path of a project. */
export function addCommits(app: FastifyInstance, project: string, state: FakeState): void {
  const commits = `${project}/repository/commits/:sha`;
  // https://docs.gitlab.com/api/commits/#list-commit-statuses: of each name the newest one, unless all are asked for
  app.get<OfCommit>(`${commits}/statuses`, ({ params: { sha }, query: { name } }) => {
    const found = state.statuses.findLast(({ commit, context }) => commit === sha && context === name);
    return found ? [{ name, status: found.state, description: found.description }] : [];
  });
  // https://docs.gitlab.com/api/commits/#list-merge-requests-associated-with-a-commit
  app.get<OfCommit>(`${commits}/merge_requests`, ({ params: { sha } }) =>
    state.merges
      .filter(({ commit }) => commit === sha)
      .map(({ number, branch }) => ({
        ...{ iid: number, state: 'merged', target_branch: branch, sha: 'a1'.repeat(20) },
        ...{ merge_commit_sha: sha, squash_commit_sha: null },
      })),
  );
}
