import { z } from 'zod';
import type { Provider } from './provider.ts';
import { commitForm, SOME_PUSH } from './push.ts';

/** Azure DevOps service hooks: https://learn.microsoft.com/en-us/azure/devops/service-hooks/events#git.push */
export const azuredevops: Provider = {
  proof: { kind: 'password' },
  push: z
    .object({
      eventType: z.literal('git.push'),
      // A subscription may be told to send no or few details of the resource.
      resource: z
        .object({ refUpdates: z.array(z.object({ name: z.string(), newObjectId: commitForm })) })
        .nullish()
        .catch(null),
    })
    .transform(
      ({ resource }) =>
        resource?.refUpdates.map(({ name, newObjectId }) => ({ ref: name, commit: newObjectId })) ?? [
          SOME_PUSH,
        ],
    ),
};
