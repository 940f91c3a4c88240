import { writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, type Server } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { type Client, type ClientOptions, openClient } from '../../../src/review/http/client.ts';
import { hasOpenssl, makeCertificates } from '../../make/git/certificates.ts';
import { describeWith } from '../../make/needs.ts';
import { WRITTEN_FORMS } from '../../make/operator-files.ts';
import { makeTempFolder } from '../../make/temp-folder.ts';
import { failureOf } from '../contract.ts';

const GET = { method: 'GET', path: '/thing?page=1' } as const;

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createHttpServer(listener))}`;
}

function open(url: string, options: Partial<ClientOptions> = {}): Client {
  const client = openClient({
    ...{ name: 'A host', url, headers: { authorization: 'Bearer canary-token' }, token: 'canary-token' },
    advice: { unauthorized: 'Log in.', forbidden: 'Ask.', notFound: 'Look.' },
    ...{ caFile: null, environment: {}, clock: () => 0, sleep: async () => undefined },
    ...{ timeout: 10_000, patience: 0, ...options },
  });
  onTestFinished(() => client.close());
  return client;
}

describe('a host that cannot be used', () => {
  it('that refuses connections is an error without a page of its own', async () => {
    const failure = await failureOf(open('http://127.0.0.1:1').ask(GET));
    expect(failure).toMatchObject({ code: 'DPS4010', consequence: 'stop' });
    expect(failure.message).toContain('A host, GET http://127.0.0.1:1/thing: ');
  });

  it('that is silent is given up after the time for one request', async () => {
    const url = await serve(() => undefined);
    expect((await failureOf(open(url, { timeout: 50 }).ask(GET))).code).toBe('DPS4012');
  });

  it('that breaks off leaves open whether it was done, where it is to be done once', async () => {
    const url = await serve((request) => void request.socket.destroy());
    const once = { method: 'POST', path: '/', body: {}, repeatable: false } as const;
    expect(await failureOf(open(url).ask(once))).toMatchObject({ code: 'DPS4012', consequence: 'retry' });
    expect(await failureOf(open(url).ask(GET))).toMatchObject({ code: 'DPS4012', consequence: 'stop' });
  });

  it('that says more than is ever read is not read on', async () => {
    const url = await serve((_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 'x');
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    });
    expect((await failureOf(open(url).ask(GET))).code).toBe('DPS4030');
  });

  it.each([301, 302, 307, 308])('that answers with %d is not followed', async (status) => {
    const seen: string[] = [];
    const elsewhere = await serve(({ url = '' }, response) => {
      seen.push(url);
      response.end('{}');
    });
    const url = await serve((_request, response) => {
      response.writeHead(status, { location: elsewhere }).end();
    });
    expect((await failureOf(open(url).ask(GET))).code).toBe('DPS4031');
    expect(seen).toEqual([]);
  });

  it('that drips until each request is given up is asked no longer than patience lasts', async () => {
    let now = 0;
    let asked = 0;
    const url = await serve((_request, response) => {
      asked += 1;
      now += 30_000;
      response.writeHead(200).write('{');
    });
    const client = open(url, { timeout: 50, patience: 70_000, clock: () => now });
    expect((await failureOf(client.ask(GET))).code).toBe('DPS4012');
    expect((await failureOf(client.ask(GET))).code).toBe('DPS4012');
    expect(asked).toBe(4);
  });

  it.each([
    ['https://user:canary@login.example/in?token=canary#canary', 'to https://login.example/in.'],
    ['//canary@login.example/in', 'to //login.example/in.'],
    ['/in?canary', 'to /in.'],
    ['https://login.example/\x1b[2J', undefined],
  ])('and redirects to %j names the place, without what may be secret', async (location, said) => {
    const url = await serve((_request, response) => {
      response.socket?.end(`HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`);
    });
    const { message } = await failureOf(open(url).ask(GET));
    if (said !== undefined) expect(message.replace(')', '')).toContain(said);
    expect(message).not.toMatch(/canary|\x1b/);
  });

  it.each<readonly [unknown, string]>([
    [
      { message: 'Validation Failed', errors: [{ resource: 'Status', field: 'context', code: 'invalid' }] },
      'Validation Failed; Status context invalid',
    ],
    [{ message: 'Validation Failed', errors: ['Body is too long'] }, 'Validation Failed; Body is too long'],
    [{ errors: [{ code: 'custom', message: 'No more than 100' }] }, 'custom No more than 100'],
    [{ message: { base: ['is locked'] } }, 'is locked'],
    [{ message: 'a\u001b[2Jb\u202ec' }, 'a\\u{1b}[2Jb\\u{202e}c'],
    [{ errors: [null, 1, {}, { message: { deep: true } }] }, 'null; 1; {}'],
  ])('and says %j of a 422 is quoted', async (body, said) => {
    const url = await serve((_request, response) => void response.writeHead(422).end(JSON.stringify(body)));
    const { code, message } = await failureOf(open(url).ask(GET));
    expect(code).toBe('DPS4023');
    expect(message).toContain(said);
  });

  it.each<readonly [string, string]>([
    ['{"errors":[{"message":"Something went wrong"}],"data":null}', 'Something went wrong'],
    ['{"list":[{"id":"canary-token"}]}', 'list.0.id: '],
    ['<html>', 'it is no JSON'],
    ['[]', 'the whole: '],
  ])('and answers %j says what of it could not be read', async (body, said) => {
    const url = await serve((_request, response) => void response.end(body));
    const form = z.object({ list: z.array(z.object({ id: z.number() })) });
    const { code, message } = await failureOf(open(url).read(GET, form));
    expect(code).toBe('DPS4030');
    expect(message).toContain(said);
    expect(message).not.toContain('canary');
  });

  it('that is reached through a proxy which is not there says so', async () => {
    const environment = { HTTP_PROXY: 'http://127.0.0.1:1' };
    expect((await failureOf(open('http://host.example', { environment }).ask(GET))).code).toBe('DPS4010');
  });
});

describe('an answer', () => {
  it('is given with its headers, in the form that was asked for', async () => {
    const url = await serve((_request, response) => {
      response.setHeader('X-Next', '2').end('{"id":1}');
    });
    const { value, headers } = await open(url).read(GET, z.object({ id: z.number() }));
    expect(value).toEqual({ id: 1 });
    expect(headers['x-next']).toBe('2');
  });

  it('of a status that is accepted is one as well', async () => {
    const url = await serve((_request, response) => void response.writeHead(404).end('nothing'));
    const { status, body } = await open(url).ask({ ...GET, accept: [404] });
    expect({ status, body }).toEqual({ status: 404, body: undefined });
  });

  it('quotes at most a line of what a host says, and no part of a token at its end', async () => {
    const message = `${'x'.repeat(294)}canary-token${'x'.repeat(5000)}`;
    const url = await serve((_request, response) => {
      response.writeHead(400).end(JSON.stringify({ message }));
    });
    const { message: said } = await failureOf(open(url).ask(GET));
    expect(said.length).toBeLessThan(600);
    expect(said).not.toContain('canar');
  });
});

describeWith('openssl', hasOpenssl() ? 'openssl' : undefined, () => {
  async function serveTls(): Promise<{
    readonly url: string;
    readonly caFile: string;
    readonly port: number;
  }> {
    const { key, cert, caFile } = makeCertificates();
    const port = await listen(
      createHttpsServer({ key, cert }, (_request, response) => void response.end('{}')),
    );
    return { url: `https://127.0.0.1:${port}`, caFile, port };
  }

  it('a certificate of an unknown authority is refused, and nothing is sent again', async () => {
    const { url } = await serveTls();
    const failure = await failureOf(open(url, { patience: 120_000 }).ask(GET));
    expect(failure.code).toBe('DPS4011');
    expect(failure.message).toContain('--ca-file');
  });

  it('an authority of a file is trusted', async () => {
    const { url, caFile } = await serveTls();
    expect(await open(url, { caFile }).ask(GET)).toMatchObject({ status: 200 });
  });

  it('a proxy tunnels to the host, with the same trust, and never sees the token', async () => {
    const { url, caFile, port } = await serveTls();
    const asked: string[] = [];
    const proxy = createHttpServer();
    proxy.on('connect', ({ url: to = '', headers }, socket) => {
      asked.push(`${to} ${JSON.stringify(headers)}`);
      const onward = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
    });
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${await listen(proxy)}` };
    expect(await open(url, { caFile, environment }).ask(GET)).toMatchObject({ status: 200 });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain(`127.0.0.1:${port} `);
    expect(asked[0]).not.toContain('canary');
    const past = { ...environment, NO_PROXY: '127.0.0.1' };
    expect(await open(url, { caFile, environment: past }).ask(GET)).toMatchObject({ status: 200 });
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['missing', undefined],
    ['no certificate', 'hello'],
    ['in DER form', WRITTEN_FORMS.derCertificate],
    ['of an empty certificate', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'],
  ])('a file that is %s is an error before anything is sent', (_, text) => {
    using folder = makeTempFolder();
    const caFile = join(folder.path, 'ca.pem');
    if (text !== undefined) writeFileSync(caFile, text);
    const opening = () => open('https://127.0.0.1:1', { caFile });
    expect(opening).toThrow(expect.objectContaining({ code: 'DPS4005' }));
  });
});
