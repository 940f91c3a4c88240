import { z } from 'zod';
import type { Provider } from './provider.ts';
import { commitForm, SOME_PUSH } from './push.ts';

const push = z
  .object({ object_kind: z.literal('push'), ref: z.string(), after: commitForm })
  .transform(({ ref, after }) => [{ ref, commit: after }]);

/** What system hooks send once for a push, where pushes themselves are not sent. */
const update = z
  .object({
    event_name: z.literal('repository_update'),
    changes: z
      .array(z.object({ ref: z.string(), after: commitForm }))
      .nullish()
      .catch(null),
  })
  .transform(({ changes }) => changes?.map(({ ref, after }) => ({ ref, commit: after })) ?? [SOME_PUSH]);

/** GitLab, project, group and system hooks: https://docs.gitlab.com/user/project/integrations/webhook_events/#push-events */
export const gitlab: Provider = {
  proof: { kind: 'token', header: 'x-gitlab-token' },
  push: z.union([push, update]),
};
