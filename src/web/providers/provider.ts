import type { Proof } from './proof.ts';
import type { PushForm } from './push.ts';

/** What is different between the hosts that send webhooks. */
export interface Provider {
  readonly proof: Proof;
  readonly push: PushForm;
}
