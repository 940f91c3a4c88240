import { z } from 'zod';
import type { Provider } from './provider.ts';
import { commitForm } from './push.ts';

/** GitLab, project, group and system hooks: https://docs.gitlab.com/user/project/integrations/webhook_events/#push-events */
export const gitlab: Provider = {
  proof: { kind: 'token', header: 'x-gitlab-token' },
  push: z
    .object({ object_kind: z.literal('push'), ref: z.string(), after: commitForm })
    .transform(({ ref, after }) => [{ ref, commit: after }]),
};
