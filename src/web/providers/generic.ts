import { z } from 'zod';
import type { Provider } from './provider.ts';
import { commitForm } from './push.ts';

/**
 * Any other sender, such as a `post-receive` hook: `X-Dpsync-Signature: sha256=` and the hexadecimal HMAC-SHA256 of the
 * body. The body may be empty, or `{"ref":"refs/heads/main","commit":"<id>"}` with either field left out.
 */
export const generic: Provider = {
  proof: { kind: 'signature', headers: [{ name: 'x-dpsync-signature', prefix: 'sha256=' }] },
  // What it says is only a hint: where it cannot be read, that it came is the hint.
  push: z
    .object({ ref: z.string().nullish(), commit: commitForm })
    .catch({ ref: null, commit: null })
    .transform(({ ref, commit }) => [{ ref: ref ?? null, commit }]),
};
