import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROVIDERS, type ProviderName } from '../../src/web/providers/providers.ts';
import { post, sign } from './make/posted.ts';
import { sendRaw } from './make/raw-request.ts';
import { hook, SECRET, serve } from './make/served.ts';

describe('what is served', () => {
  it.each([
    ['GET', '/'],
    ['GET', '/hooks/content'],
    ['PUT', '/hooks/content'],
    ['POST', '/metrics'],
    ['DELETE', '/healthz'],
    ['OPTIONS', '/healthz'],
    ['GET', '/healthz/'],
    ['GET', '/HEALTHZ'],
    ['GET', '/../etc/passwd'],
    ['GET', '//healthz'],
  ])('is not %s %s', async (method, path) => {
    const { address } = await serve();
    const answer = await sendRaw(
      address,
      `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 404 Not Found\r\n/);
    expect(answer.endsWith('\r\n\r\nNot found\n')).toBe(true);
  });

  it.each(['/healthz', '/readyz', '/metrics', '/nothing'])(
    'under %s says nothing of the server, and can be nothing but text',
    async (path) => {
      const { address } = await serve();
      const { headers } = await fetch(`${address}${path}`);
      const names = [...headers.keys()].filter(
        (name) => !['date', 'connection', 'keep-alive'].includes(name),
      );
      expect(names.sort()).toEqual([
        'cache-control',
        'content-length',
        'content-security-policy',
        'content-type',
        'cross-origin-resource-policy',
        'referrer-policy',
        'x-content-type-options',
        'x-frame-options',
      ]);
      expect(headers.get('content-type')).toMatch(/^text\/plain/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it('is told of no error’s cause', async () => {
    const secret = 'at readMetrics (/opt/dpsync)';
    const { address } = await serve({ readMetrics: () => Promise.reject(new Error(secret)) });
    const response = await fetch(`${address}/metrics`);
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('Internal error\n');
  });

  it('is asked for by no more connections at a time than it may be', async () => {
    const { address } = await serve({ limits: { connections: 0 } });
    expect(await sendRaw(address, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')).toBe('');
  });
});

describe('bytes from outside', () => {
  const word = fc.constantFrom(
    ...[
      'GET',
      'POST',
      'HEAD',
      'CONNECT',
      'PRI',
      '/hooks/content',
      '/hooks/',
      '/metrics',
      '/readyz',
      '*',
      '%',
      '%00',
    ],
    ...[
      '%zz',
      '%2e%2e',
      '?',
      '#',
      ';',
      ' ',
      '\t',
      '\0',
      '\xff',
      '\x1b[2J',
      '\u202e',
      'http://x/',
      'HTTP/1.1',
      'HTTP/9.9',
    ],
    ...[
      '\r\n',
      '\n',
      '\r',
      '\r\n\r\n',
      'Host: x',
      'Content-Length: ',
      '5',
      '-1',
      '99999999999999999999',
      '0x5',
    ],
    ...[
      'Transfer-Encoding: chunked',
      'Expect: 100-continue',
      'Upgrade: websocket',
      'Connection: close',
      'ffff\r\n',
    ],
    ...[
      'Authorization: Basic ',
      'X-Dpsync-Signature: sha256=',
      'Content-Type: ',
      'application/json',
      '{',
      '"__proto__":',
    ],
    'A'.repeat(20_000),
  );
  const anything = fc.array(fc.oneof(word, fc.string({ unit: 'binary' })), { maxLength: 20 });
  const request = fc
    .tuple(fc.constantFrom('GET', 'POST', 'PUT'), anything, anything, anything)
    .map(([method, path, headers, body]) => [
      method,
      ' /',
      ...path,
      ' HTTP/1.1\r\nHost: x\r\n',
      ...headers,
      '\r\n\r\n',
      ...body,
    ]);

  it('end in an answer or a closed connection, and never the process', async () => {
    const clock = { now: 0 };
    // Each comes in a minute of its own: none is turned away for coming too often.
    const served = await serve({ clock: () => (clock.now += 60_000) });
    const bytes = fc.oneof(anything, request).map((parts) => Buffer.from(parts.join(''), 'latin1'));
    await fc.assert(
      fc.asyncProperty(bytes, async (sent) => {
        const answer = await sendRaw(served.address, sent);
        expect(answer).toMatch(/^(HTTP\/1.1 (100|200|202|400|401|404|408|413|415|417|429|431|505) |$)/);
        expect(answer).not.toMatch(/node_modules|\.ts:\d|at .*\(.*:\d+:\d+\)/);
      }),
      { numRuns: 3000 },
    );
    expect(served.passedOn).toEqual([]);
    expect(await sendRaw(served.address, 'GET /healthz HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  });

  it('are accepted from who knows the secret, whatever they are', async () => {
    const clock = { now: 0 };
    const hooks = Object.keys(PROVIDERS).map((provider) =>
      hook({ source: provider, provider: provider as ProviderName }),
    );
    const served = await serve({ hooks, clock: () => (clock.now += 60_000) });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...hooks), anything, async ({ source }, parts) => {
        const body = parts.join('');
        expect(await post(served, body, { source, headers: proofs(body) })).toBe('202 Accepted');
      }),
    );
  });
});

/** What every host shows of the secret. */
function proofs(body: string): Readonly<Record<string, string>> {
  const signature = `sha256=${sign(body)}`;
  return {
    'x-hub-signature-256': signature,
    'x-hub-signature': signature,
    'x-dpsync-signature': signature,
    'x-gitlab-token': SECRET,
    authorization: `Basic ${Buffer.from(`:${SECRET}`).toString('base64')}`,
  };
}
