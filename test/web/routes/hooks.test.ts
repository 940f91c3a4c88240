import { describe, expect, it } from 'vitest';
import { post, postSigned, sign } from '../make/posted.ts';
import { openRaw } from '../make/raw-request.ts';
import { hook, SECRET, serve } from '../make/served.ts';
import { giteaPush } from '../payloads/gitea.ts';

const COMMIT = 'c'.repeat(40);
const PUSH = JSON.stringify({ ref: 'refs/heads/main', commit: COMMIT });

describe('a hook that is believed', () => {
  it('is passed on with the commit that it announces', async () => {
    const served = await serve();
    expect(await postSigned(served, PUSH)).toBe('202 Accepted');
    expect(served.passedOn).toEqual([`content ${COMMIT}`]);
    expect(served.events).toEqual([{ type: 'hookTaken', source: 'content', commit: COMMIT }]);
  });

  it('is passed on from an empty body, whatever it calls itself', async () => {
    const served = await serve();
    const headers = { 'x-dpsync-signature': `sha256=${sign('')}` };
    expect(await post(served, '', { headers })).toBe('202 Accepted');
    expect(await post(served, '', { headers: { ...headers, 'content-type': 'no/type; at=all' } })).toBe(
      '202 Accepted',
    );
    expect(served.passedOn).toEqual(['content null', 'content null']);
  });

  it('goes no further where it speaks of another branch, or is no push', async () => {
    const served = await serve({ hooks: [hook({ provider: 'gitea', branch: 'main' })] });
    for (const payload of [giteaPush, { action: 'opened' }, null]) {
      const body = JSON.stringify(payload);
      expect(await post(served, body, { headers: { 'x-gitea-signature': sign(body) } })).toBe('202 Accepted');
    }
    expect(served.passedOn).toEqual([]);
    expect(served.events).toEqual([]);
  });

  it.each(['x-gitea-signature', 'x-hub-signature-256'])(
    'may be a form of Gitea, which signs the JSON in it (%s)',
    async (header) => {
      const served = await serve({ hooks: [hook({ provider: 'gitea', branch: 'develop' })] });
      const json = JSON.stringify(giteaPush);
      const body = new URLSearchParams({ payload: json }).toString();
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        [header]: `${header === 'x-gitea-signature' ? '' : 'sha256='}${sign(json)}`,
      };
      expect(await post(served, body, { headers })).toBe('202 Accepted');
      expect(await post(served, body.replace('develop', 'another'), { headers })).toBe('404 Not found');
      expect(served.passedOn).toEqual([`content ${giteaPush.after}`]);
    },
  );

  it('is passed on, and told of, where it cannot be read further', async () => {
    const served = await serve({ hooks: [hook({ provider: 'gitea' })] });
    expect(await post(served, 'a=b', { headers: { 'x-gitea-signature': sign('a=b') } })).toBe('202 Accepted');
    expect(served.passedOn).toEqual(['content null']);
    expect(served.events).toEqual([{ type: 'hookTaken', source: 'content', commit: null }]);
  });

  it('is that of its own source', async () => {
    const secrets = new Map([
      ['one', 'first secret'],
      ['two', 'second secret'],
    ]);
    const hooks = [...secrets].map(([source, secret]) => hook({ source, findSecret: () => secret }));
    const served = await serve({ hooks });
    const headers = { 'x-dpsync-signature': `sha256=${sign(PUSH, 'second secret')}` };
    expect(await post(served, PUSH, { headers, source: 'two' })).toBe('202 Accepted');
    expect(await post(served, PUSH, { headers, source: 'one' })).toBe('404 Not found');
    expect(served.passedOn).toEqual([`two ${COMMIT}`]);
  });

  it('is checked by the secret as it is at that moment', async () => {
    let secret: string | undefined = SECRET;
    const served = await serve({ hooks: [hook({ findSecret: () => secret })] });
    expect(await postSigned(served, PUSH)).toBe('202 Accepted');
    secret = 'another secret by now';
    expect(await postSigned(served, PUSH)).toBe('404 Not found');
  });
});

describe('a hook that is not believed', () => {
  it('gets the same answer, byte by byte, whatever is wrong', async () => {
    const hooks = [
      hook(),
      hook({ source: 'unset', findSecret: () => undefined }),
      hook({ source: 'empty', findSecret: () => '' }),
    ];
    const served = await serve({ hooks });
    const signed = { 'x-dpsync-signature': `sha256=${sign(PUSH, '')}` };
    const answers = [
      await answerTo(served.address, '/hooks/content', {}),
      await answerTo(served.address, '/hooks/content', signed),
      await answerTo(served.address, '/hooks/unset', signed),
      await answerTo(served.address, '/hooks/empty', signed),
      await answerTo(served.address, '/hooks/nobody', signed),
      await answerTo(served.address, '/hooks/', signed),
      await answerTo(served.address, `/hooks/${'n'.repeat(5000)}`, signed),
      await answerTo(served.address, '/hooks/%zz', signed),
      await answerTo(served.address, '/nothing', signed),
    ];
    expect(answers[0]).toMatch(/^HTTP\/1.1 404 Not Found\r\n/);
    expect(new Set(answers).size).toBe(1);
    expect(served.passedOn).toEqual([]);
  });

  it('is told with its reason, but not what it sent', async () => {
    const served = await serve({ hooks: [hook(), hook({ source: 'unset', findSecret: () => undefined })] });
    const headers = { 'x-dpsync-signature': `sha256=${sign(PUSH, 'guessed')}` };
    for (const source of ['content', 'unset', 'nobody']) await post(served, PUSH, { headers, source });
    const refused = (source: string, reason: string) => ({
      ...{ type: 'hookRefused', source, address: '127.0.0.1', reason },
    });
    expect(served.events).toEqual([
      refused('content', 'what proves the secret is missing or wrong'),
      refused('unset', 'the secret of this source is not set'),
      refused('nobody', 'no source of this name takes hooks'),
    ]);
  });
});

describe('a sender', () => {
  it('is heard sixty times a minute, and told of once when it is more', async () => {
    const clock = { now: 0 };
    const served = await serve({ clock: () => clock.now });
    const codes: string[] = [];
    for (let sent = 0; sent < 63; sent += 1) codes.push(await postSigned(served, PUSH));
    expect(codes.slice(59)).toEqual(['202 Accepted', ...Array(3).fill('429 Too many requests')]);
    expect(served.events.filter(({ type }) => type === 'hookRefused')).toEqual([
      { type: 'hookRefused', source: 'content', address: '127.0.0.1', reason: 'more than 60 a minute' },
    ]);
    clock.now = 60_000;
    expect(await postSigned(served, PUSH)).toBe('202 Accepted');
  });

  it('may send 1 MiB and no more', async () => {
    const served = await serve();
    const body = 'x'.repeat(1_048_576);
    expect(await postSigned(served, body)).toBe('202 Accepted');
    expect(await postSigned(served, `${body}x`)).toBe('413 Too large');
  });

  it('that takes too long over its body is cut off', async () => {
    const served = await serve({ limits: { requestTime: 50 } });
    const { socket, answer } = openRaw(served.address);
    socket.write('POST /hooks/content HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nslow');
    expect(await answer).toMatch(/^HTTP\/1.1 408 /);
    expect(served.passedOn).toEqual([]);
  });

  it('that says nothing at all is cut off', async () => {
    const served = await serve({ limits: { requestTime: 50 } });
    expect(await openRaw(served.address).answer).toMatch(/^HTTP\/1.1 408 /);
  });
});

/** All that comes back, but for the date. */
async function answerTo(
  address: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<string> {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const { socket, answer } = openRaw(address);
  socket.end(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${PUSH.length}\r\n${lines.join('')}\r\n${PUSH}`,
  );
  return (await answer).replace(/^date: .*\r\n/im, '');
}
