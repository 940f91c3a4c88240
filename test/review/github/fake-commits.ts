import type { FastifyInstance } from 'fastify';
import type { FakeState } from '../../make/review/fake-host.ts';

interface OfCommit {
  readonly Params: { readonly sha: string };
}

/** Serves what GitHub tells of commits, below the path of a repository. */
export function addCommits(app: FastifyInstance, repository: string, state: FakeState): void {
  // https://docs.github.com/en/rest/commits/statuses#list-commit-statuses-for-a-reference
  app.get<OfCommit>(`${repository}/commits/:sha/statuses`, ({ params: { sha } }) =>
    state.statuses
      .filter(({ commit }) => commit === sha)
      .toReversed()
      .map(({ context, state, description, link }) => ({ context, state, description, target_url: link })),
  );
  // https://docs.github.com/en/rest/commits/commits#list-pull-requests-associated-with-a-commit
  app.get<OfCommit>(`${repository}/commits/:sha/pulls`, ({ params: { sha } }) =>
    state.merges
      .filter(({ commit }) => commit === sha)
      .map(({ number, branch }) => ({
        ...{ number, state: 'closed', merged_at: '2026-11-23T12:00:00Z', merge_commit_sha: sha },
        base: { ref: branch },
      })),
  );
}
