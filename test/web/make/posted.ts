import { createHmac } from 'node:crypto';
import type { Served } from './served.ts';
import { SECRET } from './served.ts';

/** The hexadecimal HMAC-SHA256 of a body. */
export function sign(body: string, secret = SECRET): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

/** Posts a body to the hook of `content`, and gives the answer's status and text. */
export async function post(
  { address }: Pick<Served, 'address'>,
  body: string,
  { headers = {}, source = 'content' }: { headers?: Readonly<Record<string, string>>; source?: string } = {},
): Promise<string> {
  const response = await fetch(`${address}/hooks/${source}`, { method: 'POST', headers, body });
  return `${response.status} ${(await response.text()).trim()}`;
}

/** Posts a body with the proof that a generic sender gives. */
export function postSigned(served: Pick<Served, 'address'>, body: string): Promise<string> {
  return post(served, body, { headers: { 'x-dpsync-signature': `sha256=${sign(body)}` } });
}
