import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { openRaw } from './make/raw-request.ts';
import { serve } from './make/served.ts';

describe('the web server', () => {
  it.each(['127.0.0.1', '0.0.0.0', 'localhost', '[::]'])(
    'says that it listens on %s, and at which port',
    async (host) => {
      const { address } = await serve({ listen: `${host}:0` });
      expect(address).toMatch(/:[1-9]\d*$/);
      expect(address.replace(/\d+$/, '')).toBe(`http://${host}:`);
    },
  );

  it('listens on IPv6 too', async () => {
    const { address } = await serve({ listen: '[::1]:0' });
    expect(await (await fetch(`${address}/healthz`)).text()).toBe('ok\n');
  });

  it.each(['8470', 'nowhere', '127.0.0.1:99999'])('cannot listen on %s', async (listen) => {
    const message = `cannot listen on ${listen} (it is no HOST:PORT): choose another address by web.listen or --listen`;
    await expect(serve({ listen })).rejects.toMatchObject({ code: 'DPS6001', consequence: 'stop', message });
  });

  it('cannot listen where somebody else does', async () => {
    const { address } = await serve();
    const listen = new URL(address).host;
    await expect(serve({ listen })).rejects.toMatchObject({
      code: 'DPS6001',
      message: expect.stringContaining('EADDRINUSE'),
    });
  });

  it('stops at once, whoever is still connected', async () => {
    const web = await serve();
    const { socket, answer } = openRaw(web.address);
    socket.write('POST /hooks/content HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n');
    await once(socket, 'connect');
    await web.close();
    expect(await answer).toBe('');
    await expect(fetch(`${web.address}/healthz`)).rejects.toThrow();
  });
});
