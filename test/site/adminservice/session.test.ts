import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Failure } from '../../../src/model/failure.ts';
import { hasOpenssl, makeCertificates } from '../../make/git/certificates.ts';
import { WRITTEN_FORMS } from '../../make/operator-files.ts';
import { answering, makeScriptedSite } from '../../make/site/scripted-site.ts';
import { type ConnectorOptions, makeConnector, makeSimulatedSite } from '../../make/site/simulated-site.ts';
import { makeTempFolder } from '../../make/temp-folder.ts';
import { callOf, groupNames, rejection } from '../contract.ts';

const ACCEPTED = { outcome: 'accepted', returnValue: 0 };
const NOW_SITE = { outcome: 'rejected', finality: 'transient', scope: 'site' };

describe('connections', () => {
  it('are used again by calls that follow at once', async () => {
    const { site, connector, requests } = await makeSimulatedSite();
    await connector.redistribute(callOf(site));
    await connector.redistribute(callOf(site));
    expect(new Set(requests.map((request) => request.connection)).size).toBe(1);
  });

  it('are not used by a call once they were idle for a second', async () => {
    let now = 0;
    const { site, connector, requests } = await makeSimulatedSite({}, { clock: () => now });
    for (const pause of [0, 900, 1000, 500]) {
      now += pause;
      expect(await connector.redistribute(callOf(site))).toEqual(ACCEPTED);
    }
    const [first, second, third, fourth] = requests.map((request) => request.connection);
    expect([second === first, third === first, fourth === third]).toEqual([true, false, true]);
  });

  it('are closed once they were idle for a second, although the server would keep them', async () => {
    const { site } = await makeSimulatedSite();
    const server = await listen(
      createServer((socket) => {
        const head = 'HTTP/1.1 200 OK\r\nkeep-alive: timeout=600\r\ncontent-length: 17\r\n\r\n';
        socket.once('data', () => socket.write(`${head}{"ReturnValue":0}`));
      }),
    );
    const connected = once(server, 'connection') as Promise<[Socket]>;
    expect(await makeConnector(urlOf(server)).redistribute(callOf(site))).toEqual(ACCEPTED);
    const [socket] = await connected;
    await once(socket, 'end');
  });

  it('are made anew where the server closed the idle one', async () => {
    const { site } = await makeSimulatedSite();
    const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 17\r\n\r\n{"ReturnValue":0}';
    const server = await listen(
      createServer((socket) => {
        socket.once('data', () => socket.write(answer));
      }),
    );
    const connections: Socket[] = [];
    server.on('connection', (socket) => connections.push(socket));
    const connector = makeConnector(urlOf(server));
    for (const turn of [1, 2, 3]) {
      expect(await connector.redistribute(callOf(site))).toEqual(ACCEPTED);
      expect(connections).toHaveLength(turn);
      const last = connections.at(-1);
      last?.end();
      if (last) await once(last, 'close');
    }
  });

  it('wait for the call in flight when they are closed, and take no other', async () => {
    const arrived = Promise.withResolvers<void>();
    const { site, connector } = await makeSimulatedSite({ latency: 50, watch: () => arrived.resolve() });
    const flying = connector.redistribute(callOf(site));
    await arrived.promise;
    await connector.close();
    expect(await flying).toEqual(ACCEPTED);
    expect(await connector.redistribute(callOf(site))).toMatchObject({
      ...NOW_SITE,
      error: { code: 'DPS2015' },
    });
    expect(site.calls).toHaveLength(1);
  });

  it('do not go through a proxy that the environment names', async () => {
    const { site, connector } = await makeSimulatedSite(
      {},
      { environment: { HTTP_PROXY: 'http://127.0.0.1:1', http_proxy: 'http://127.0.0.1:1' } },
    );
    expect(await connector.redistribute(callOf(site))).toEqual(ACCEPTED);
  });
});

describe('what was not sent', () => {
  it('is a name that nobody knows', async () => {
    const { site } = await makeSimulatedSite();
    const connector = makeConnector('http://no-such-host.invalid/AdminService');
    expect(await connector.redistribute(callOf(site))).toMatchObject({
      ...NOW_SITE,
      error: { code: 'DPS2010' },
    });
  });

  it('is a port where nothing listens', async () => {
    const { site } = await makeSimulatedSite();
    const server = await listen(createServer());
    const url = urlOf(server);
    server.close();
    await once(server, 'close');
    const answer = await makeConnector(url).redistribute(callOf(site));
    expect(answer).toMatchObject({ ...NOW_SITE, error: { code: 'DPS2011' } });
  });

  it('is a handshake that never ends', async () => {
    const { site } = await makeSimulatedSite();
    const server = await listen(createServer((socket) => socket.resume()));
    const url = urlOf(server).replace('http:', 'https:');
    const connector = makeConnector(url, { settings: { callTimeout: 300 } });
    expect(await connector.redistribute(callOf(site))).toMatchObject({
      ...NOW_SITE,
      error: { code: 'DPS2011' },
    });
  });

  it('is a handshake with something that speaks no TLS', async () => {
    const { site } = await makeSimulatedSite();
    const server = await listen(
      createServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 \r\n\r\n'))),
    );
    const url = urlOf(server).replace('http:', 'https:');
    expect(await makeConnector(url).redistribute(callOf(site))).toMatchObject({
      ...NOW_SITE,
      error: { code: 'DPS2013' },
    });
  });
});

describe.skipIf(withoutOpenssl())('certificates', () => {
  it('of an unknown authority are refused, and nothing is sent', async () => {
    const { site, url, seen } = await makeTlsSite();
    const answer = await makeConnector(url).redistribute(callOf(site));
    expect(answer).toMatchObject({ ...NOW_SITE, error: { code: 'DPS2012' } });
    const failure = await rejection(makeConnector(url).probe());
    expect(failure).toMatchObject({ code: 'DPS2012', consequence: 'wait' });
    expect(failure.message).toContain('caFile');
    expect(seen).toEqual([]);
  });

  it('of the authority in caFile are trusted', async () => {
    const { site, url, seen, certificates } = await makeTlsSite();
    const connector = makeConnector(url, { provider: { caFile: certificates.caFile } });
    expect(await connector.redistribute(callOf(site))).toEqual(ACCEPTED);
    expect(seen).toEqual(['POST']);
  });

  it('of another address are refused although the authority is trusted', async () => {
    const { site, url, seen, certificates } = await makeTlsSite('10.1.2.3');
    const connector = makeConnector(url, { provider: { caFile: certificates.caFile } });
    expect(await connector.redistribute(callOf(site))).toMatchObject({
      ...NOW_SITE,
      error: { code: 'DPS2012' },
    });
    expect(seen).toEqual([]);
  });

  it('do not save a call whose deadline passes while its connection is made', async () => {
    let now = 0;
    const { site, url, seen, certificates, server } = await makeTlsSite();
    server.on('connection', () => {
      now = 2000;
    });
    const connector = makeConnector(url, { provider: { caFile: certificates.caFile }, clock: () => now });
    expect(await connector.redistribute({ ...callOf(site), deadline: 1000 })).toMatchObject({
      outcome: 'rejected',
      scope: 'entry',
      error: { code: 'DPS2016' },
    });
    expect(seen).toEqual([]);
  });

  it.each([
    ['is not there', undefined],
    ['holds no certificate', 'hello'],
    ['is a certificate in DER form', WRITTEN_FORMS.derCertificate],
    ['is UTF-16', Buffer.from('\ufeffhello', 'utf16le')],
    ['holds an empty certificate', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'],
  ])('stop at once where caFile %s', (_what, text) => {
    using folder = makeTempFolder();
    const caFile = join(folder.path, 'ca.pem');
    if (text !== undefined) writeFileSync(caFile, text);
    const open = () => makeConnector('https://127.0.0.1/AdminService', { provider: { caFile } });
    expect(open).toThrow(Failure);
    expect(open).toThrow(expect.objectContaining({ code: 'DPS2050', consequence: 'stop' }));
  });
});

describe('the token', () => {
  const token = 'a-token-of-some-length';
  const bearer: ConnectorOptions = {
    provider: { auth: { type: 'bearer', tokenEnv: 'SITE_TOKEN' } },
    environment: { SITE_TOKEN: `${token}\n` },
  };

  it('goes with every request', async () => {
    const { site, connector } = await makeSimulatedSite({ token }, bearer);
    await connector.probe();
    expect(await connector.redistribute(callOf(site))).toEqual(ACCEPTED);
  });

  it('that the site refuses is an error of the whole site', async () => {
    const { site, connector } = await makeSimulatedSite({ token: 'another' }, bearer);
    expect(await connector.redistribute(callOf(site))).toMatchObject({
      ...NOW_SITE,
      error: { code: 'DPS2020' },
    });
    expect(await rejection(connector.probe())).toMatchObject({ code: 'DPS2020', consequence: 'wait' });
  });

  it('that is not there is an error of the whole site, and nothing is sent', async () => {
    const { site, connector, requests } = await makeSimulatedSite({ token }, { ...bearer, environment: {} });
    expect(await connector.redistribute(callOf(site))).toMatchObject({
      ...NOW_SITE,
      error: { code: 'DPS2014' },
    });
    expect(await rejection(connector.findGroups(groupNames('x')))).toMatchObject({ code: 'DPS2014' });
    expect(requests).toEqual([]);
  });

  it('never gets into a message, even where the site sends it back', async () => {
    const { site, connector } = await makeScriptedSite(
      () => answering(500, { error: { code: 'x', message: `who is ${token}?` } }),
      bearer,
    );
    const answer = await connector.redistribute(callOf(site));
    expect(JSON.stringify(answer)).toContain('who is ***?');
  });
});

async function makeTlsSite(address?: string) {
  const certificates = makeCertificates(address);
  const { site } = await makeSimulatedSite();
  const seen: string[] = [];
  const server = createTlsServer({ key: certificates.key, cert: certificates.cert }, (request, response) => {
    seen.push(request.method ?? '');
    request.resume().once('end', () => response.end('{"ReturnValue":0}'));
  });
  await listen(server);
  return { site, seen, certificates, server, url: urlOf(server).replace('http:', 'https:') };
}

async function listen<Listening extends Server>(server: Listening): Promise<Listening> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket.on('error', () => socket.destroy()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return server;
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/AdminService`;
}

function withoutOpenssl(): boolean {
  const missing = !hasOpenssl();
  if (missing && process.env.CI === 'true')
    throw new Error('openssl is missing: the tests of certificates need it');
  if (missing) process.stderr.write('skipped: the tests of certificates need openssl\n');
  return missing;
}
