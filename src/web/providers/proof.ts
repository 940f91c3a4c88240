import { createHmac } from 'node:crypto';
import { isSameSecret } from '../same-secret.ts';
import { payloadOf } from './form-payload.ts';

/**
 * How a sender proves that it knows the secret. `signature`: the HMAC-SHA256 of the body, in hexadecimal after
 * `prefix`; one of the headers is enough. `token`: the secret itself. `password`: the secret as the password of basic
 * authentication, whoever the user is.
 */
export type Proof =
  | {
      readonly kind: 'signature';
      readonly headers: readonly { readonly name: string; readonly prefix: '' | 'sha256=' }[];
      /** Where the body is a form, its field `payload` may be what was signed. */
      readonly ofForm?: true;
    }
  | { readonly kind: 'token'; readonly header: string }
  | { readonly kind: 'password' };

/** What came: header names in lower case, and the body before anybody read it. */
export interface Received {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** Whether the sender knows the secret, found out in constant time. */
export function proves(proof: Proof, secret: string, { headers, body }: Received): boolean {
  switch (proof.kind) {
    case 'signature': {
      const signed = proof.ofForm ? [body, payloadOf(body.toString('utf8'))] : [body];
      const checked = signed.flatMap((bytes) => {
        const signature = createHmac('sha256', secret).update(bytes).digest('hex');
        return proof.headers.map(({ name, prefix }) =>
          isSameSecret(textOf(headers[name]), `${prefix}${signature}`),
        );
      });
      return checked.includes(true);
    }
    case 'token':
      return isSameSecret(textOf(headers[proof.header]), secret);
    case 'password':
      return isSameSecret(passwordIn(textOf(headers.authorization)), secret);
  }
}

function textOf(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' ? header : '';
}

function passwordIn(authorization: string): string {
  const [, encoded = ''] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization) ?? [];
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  return pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) : '';
}
