import { describe, expect, it } from 'vitest';
import { proves, type Received } from '../../../src/web/providers/proof.ts';
import { PROVIDERS, type ProviderName } from '../../../src/web/providers/providers.ts';
import { sign } from '../make/posted.ts';

const SECRET = 'It is a secret to everybody';
const BODY = 'Hello, World!';
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

function check(provider: ProviderName, headers: Received['headers'], body = BODY): boolean {
  return proves(PROVIDERS[provider].proof, SECRET, { headers, body: Buffer.from(body) });
}

// https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries has a sum to check by, of the secret
// "It's a Secret to Everybody".
it('is the sum that GitHub documents', () => {
  const documented = '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
  const received = { headers: { 'x-hub-signature-256': `sha256=${documented}` }, body: Buffer.from(BODY) };
  expect(proves(PROVIDERS.github.proof, "It's a Secret to Everybody", received)).toBe(true);
  expect(proves(PROVIDERS.github.proof, SECRET, received)).toBe(false);
});

const signature = sign(BODY, SECRET);
const GOOD: readonly (readonly [ProviderName, string, string])[] = [
  ['github', 'x-hub-signature-256', `sha256=${signature}`],
  ['gitea', 'x-gitea-signature', signature],
  ['gitea', 'x-hub-signature-256', `sha256=${signature}`],
  ['bitbucket', 'x-hub-signature', `sha256=${signature}`],
  ['generic', 'x-dpsync-signature', `sha256=${signature}`],
  ['gitlab', 'x-gitlab-token', SECRET],
  ['azuredevops', 'authorization', basic(`anybody:${SECRET}`)],
];

describe.each(GOOD)('the proof of %s in %s', (provider, name, proof) => {
  it('is believed', () => {
    expect(check(provider, { [name]: proof })).toBe(true);
  });

  it('is not believed where it is missing, cut, changed, or there twice', () => {
    const cut = proof.slice(0, -3);
    for (const wrong of [undefined, '', cut, `${cut}000`, `${proof}, ${proof}`, [proof, proof]]) {
      expect(check(provider, { [name]: wrong })).toBe(false);
    }
  });

  it('is not believed of another secret', () => {
    const received = { headers: { [name]: proof }, body: Buffer.from(BODY) };
    expect(proves(PROVIDERS[provider].proof, `${SECRET}!`, received)).toBe(false);
  });
});

it.each(GOOD.filter(([, , proof]) => proof.includes(signature)))(
  'of %s is over the body, byte by byte',
  (provider, name, proof) => {
    expect(check(provider, { [name]: proof }, `${BODY} `)).toBe(false);
  },
);

it('takes a password with a colon, and none without one', () => {
  const proved = (pair: string, secret: string) =>
    proves({ kind: 'password' }, secret, { headers: { authorization: basic(pair) }, body: Buffer.alloc(0) });
  expect(proved('user:pass:word', 'pass:word')).toBe(true);
  expect(proved(':word', 'word')).toBe(true);
  expect(proved('word', 'word')).toBe(false);
  expect(proved('', 'word')).toBe(false);
});
