import { z } from 'zod';
import type { Provider } from './provider.ts';
import { commitForm } from './push.ts';

/** GitHub: https://docs.github.com/en/webhooks/webhook-events-and-payloads#push */
export const github: Provider = {
  proof: { kind: 'signature', headers: [{ name: 'x-hub-signature-256', prefix: 'sha256=' }] },
  // Of all its events only a push has these three together.
  push: z
    .object({ ref: z.string(), before: z.string(), after: commitForm })
    .transform(({ ref, after }) => [{ ref, commit: after }]),
};
