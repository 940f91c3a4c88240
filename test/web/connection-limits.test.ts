import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { postSigned } from './make/posted.ts';
import { openRaw, sendRaw } from './make/raw-request.ts';
import { serve } from './make/served.ts';

/** What senders without a secret leave unfinished. */
const UNFINISHED = {
  nothing: '',
  'half a line': 'GET /heal',
  'half a head': 'POST /hooks/content HTTP/1.1\r\nHost: x\r\nX-A: ',
  'half a body': 'POST /hooks/content HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{',
  'half a chunk': 'POST /hooks/content HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{',
  'a body that nobody reads': 'GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n',
};

/** So many connections that send this and then wait; gives how many of them are still open. */
async function flood(address: string, count: number, bytes: string): Promise<() => number> {
  const opened = Array.from({ length: count }, () => openRaw(address));
  for (const { socket } of opened) {
    onTestFinished(() => void socket.destroy());
    socket.write(bytes);
  }
  await Promise.all(
    opened.map(({ socket }) => socket.connecting && once(socket, 'connect').catch(() => undefined)),
  );
  return () => opened.filter(({ socket }) => !socket.closed).length;
}

describe('150 senders without a secret', () => {
  it.each(Object.entries(UNFINISHED))(
    'that send %s keep out neither probes nor hooks',
    async (_what, bytes) => {
      // Nothing is cut off by its time within the test.
      let now = 0;
      const served = await serve({ clock: () => now, limits: { requestTime: 250_000 } });
      const stillOpen = await flood(served.address, 150, bytes);
      for (const path of ['/healthz', '/readyz', '/metrics'])
        expect((await fetch(`${served.address}${path}`)).status).toBe(200);
      // This sender has asked for more hooks than it may in one minute.
      now += 60_000;
      expect(await postSigned(served, '')).toBe('202 Accepted');
      await expect.poll(stillOpen).toBeLessThanOrEqual(32);
    },
  );

  it('take no more of all connections than there are', async () => {
    const served = await serve({ limits: { requestTime: 250_000, connections: 8, perSender: 100 } });
    const stillOpen = await flood(served.address, 15, 'GET /');
    expect((await fetch(`${served.address}/healthz`)).status).toBe(200);
    await expect.poll(stillOpen).toBeLessThanOrEqual(8);
  });

  it('do not end an answer that is under way', async () => {
    const metrics = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const served = await serve({
      limits: { requestTime: 250_000 },
      async readMetrics() {
        asked.resolve();
        await metrics.promise;
        return { contentType: 'text/plain', text: 'up 1\n' };
      },
    });
    const answer = fetch(`${served.address}/metrics`);
    await asked.promise;
    await flood(served.address, 150, 'GET /');
    metrics.resolve();
    expect(await (await answer).text()).toBe('up 1\n');
  });
});

describe('a slow sender', () => {
  it.each(Object.entries(UNFINISHED).filter(([, bytes]) => bytes !== ''))(
    'of %s is cut off by the clock',
    async (_what, bytes) => {
      const { address } = await serve({ limits: { requestTime: 200 } });
      const { socket, answer } = openRaw(address);
      socket.write(bytes);
      expect(await answer).toMatch(/^(HTTP\/1.1 (408|200) |$)/);
    },
  );
});

describe('who reads without a token on loopback', () => {
  it.each([
    ['127.0.0.1:8470', 200],
    ['localhost', 200],
    ['LOCALHOST:1', 200],
    ['[::1]:8470', 200],
    ['127.1.2.3', 200],
    ['rebound.example', 404],
    ['127.0.0.1.rebound.example:8470', 404],
    ['localhost.rebound.example', 404],
    ['user@127.0.0.1', 404],
    ['', 404],
    ['dpsync.corp.example', 404],
  ])('says a name of this machine: %s', async (host, status) => {
    const { address } = await serve({ findFaults: async () => ['secret-host is down'] });
    const ask = (path: string) =>
      sendRaw(address, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(await ask('/metrics')).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect((await ask('/readyz')).includes('secret-host')).toBe(status === 200);
  });
});
