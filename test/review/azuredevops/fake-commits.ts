import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { FakeState } from '../../make/review/fake-host.ts';

interface OfCommit {
  readonly Params: { readonly sha: string };
}

// …/statuses/create
const statusForm = z.object({
  state: z.enum(['notSet', 'pending', 'succeeded', 'failed', 'error', 'notApplicable']),
  description: z.string(),
  context: z.object({ name: z.string(), genre: z.literal('dpsync') }),
});
// …/pull-request-query/get
const queryForm = z.object({
  queries: z.array(z.object({ type: z.enum(['lastMergeCommit', 'commit']), items: z.tuple([z.string()]) })),
});

/** Serves what Azure DevOps tells of commits, below the path of a repository. */
export function addCommits(app: FastifyInstance, repository: string, state: FakeState): void {
  const statuses = `${repository}/commits/:sha/statuses`;
  // …/statuses/list
  app.get<OfCommit>(statuses, ({ params: { sha } }) => ({
    value: state.statuses
      .filter(({ commit }) => commit === sha)
      .toReversed()
      .map(({ context, ...set }) => ({ ...set, context: { name: context, genre: 'dpsync' } })),
  }));
  app.post<OfCommit>(statuses, ({ params: { sha }, body }, reply) => {
    const { context, ...set } = statusForm.parse(body);
    state.statuses.push({ commit: sha, context: context.name, link: null, ...set });
    return reply.code(201).send({ id: state.statuses.length, context, ...set });
  });
  app.post(`${repository}/pullrequestquery`, ({ body }) => {
    const { queries } = queryForm.parse(body);
    return { queries, results: queries.map(({ items: [sha] }) => foundBy(sha, state)) };
  });
}

function foundBy(sha: string, { merges }: FakeState): Readonly<Record<string, unknown>> {
  const found = merges.filter(({ commit }) => commit === sha);
  if (found.length === 0) return {};
  const shown = found.map(({ number, branch }) => ({
    ...{ pullRequestId: number, status: 'completed', targetRefName: `refs/heads/${branch}` },
  }));
  return { [sha]: shown };
}
