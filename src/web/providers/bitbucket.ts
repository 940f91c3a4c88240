import { z } from 'zod';
import type { Provider } from './provider.ts';
import { commitForm, SOME_PUSH } from './push.ts';

const cloudRef = z.object({ type: z.string(), name: z.string(), target: z.object({ hash: commitForm }) });

/** Bitbucket Cloud's `repo:push`: https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/#Push */
const cloud = z
  .object({
    push: z.object({ changes: z.array(z.object({ new: cloudRef.nullish(), old: cloudRef.nullish() })) }),
  })
  .transform(({ push }) =>
    push.changes.flatMap((change) => {
      const ref = change.new ?? change.old;
      if (!ref) return [];
      const kind = ref.type === 'branch' ? 'heads' : 'tags';
      return [{ ref: `refs/${kind}/${ref.name}`, commit: change.new?.target.hash ?? null }];
    }),
  );

/**
 * Bitbucket Data Center's `repo:refs_changed`:
 * https://confluence.atlassian.com/bitbucketserver/event-payload-938025882.html#Eventpayload-Push
 */
const dataCenter = z
  .object({
    eventKey: z.literal('repo:refs_changed'),
    changes: z.array(z.object({ ref: z.object({ id: z.string() }), toHash: commitForm })),
  })
  .transform(({ changes }) => changes.map(({ ref, toHash }) => ({ ref: ref.id, commit: toHash })));

/** A mirror of a Data Center has it by now; without the changes where there are many. */
const mirrored = z
  .object({
    eventKey: z.literal('mirror:repo_synchronized'),
    changes: z
      .array(z.object({ ref: z.object({ id: z.string() }), toHash: commitForm }))
      .nullish()
      .catch(null),
  })
  .transform(
    ({ changes }) => changes?.map(({ ref, toHash }) => ({ ref: ref.id, commit: toHash })) ?? [SOME_PUSH],
  );

/** Bitbucket, both of its kinds. */
export const bitbucket: Provider = {
  proof: { kind: 'signature', headers: [{ name: 'x-hub-signature', prefix: 'sha256=' }] },
  push: z.union([cloud, dataCenter, mirrored]),
};
