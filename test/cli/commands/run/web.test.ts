// What a daemon serves, as those outside meet it: a git host, a load balancer, Prometheus, and whoever else gets there.
import { createHmac } from 'node:crypto';
import { renameSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeTempRepo, type TempRepo } from '../../../make/git/temp-repo.ts';
import { redistribution } from '../../../make/noun/redistribution.ts';
import { startDaemon } from '../../../make/process/daemon.ts';
import { makeStage, type Stage, type StageOptions } from '../../../make/stage.ts';

const SECRET = 'a webhook secret of some length';
const TOKEN = 'metrics-token-of-some-length';

/** A config whose source is looked at once an hour, unless a hook says so; it is not watched, since it is far away. */
function configOf(stage: Stage, remote: TempRepo, web: string): string {
  return `apiVersion: dpsync/v1
kind: Config
ledger: sqlite:dpsync.db
sources:
  - {name: content, url: "${remote.url}", branch: main, interval: 1h, webhook: {provider: github, secretEnv: HOOK}}
  - {name: quiet, url: "${remote.url}", branch: main, path: nothing, interval: 1h}
sites:
  - {code: P01, provider: {type: adminservice, url: "${stage.url}", auth: {type: none}}}
guards: {firstRun: apply}
web: {${web}}
`;
}

/** A stage whose daemon serves, with a remote that has one declaration. */
async function makeServed(web = 'listen: "127.0.0.1:0"', options: StageOptions = {}) {
  const stage = await makeStage({ environment: { HOOK: SECRET, METRICS: TOKEN }, ...options });
  const remote = makeTempRepo();
  remote.commit({ 'a.yaml': redistribution() });
  stage.writeConfig(configOf(stage, remote, web));
  const daemon = startDaemon(stage, '--verbose');
  const address = await daemon.address();
  await daemon.told('concluded');
  await daemon.told('fetched', { source: 'quiet' });
  const dispose = async () => {
    remote[Symbol.dispose]();
    await stage[Symbol.asyncDispose]();
  };
  return { stage, remote, daemon, address, [Symbol.asyncDispose]: dispose };
}

/** A push as GitHub tells of it. */
function post(
  url: string,
  { after = 'c'.repeat(40), secret = SECRET, ref = 'refs/heads/main' },
): Promise<Response> {
  const body = JSON.stringify({ ref, before: '0'.repeat(40), after });
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'push',
    'x-hub-signature-256': `sha256=${signature}`,
  };
  return fetch(url, { method: 'POST', headers, body });
}

async function read(url: string, token?: string): Promise<string> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(url, { headers });
  return `${response.status} ${await response.text()}`;
}

describe('run serves', { timeout: 180_000 }, () => {
  it.concurrent('a webhook: a push is called at once, and who lies wakes nobody', async () => {
    await using served = await makeServed();
    const { daemon, remote, address, stage } = served;
    const hooks = `${address}/hooks`;
    const from = daemon.lines().length;
    const refused = [
      await post(`${hooks}/content`, { secret: 'another secret' }),
      await post(`${hooks}/quiet`, {}),
      await post(`${hooks}/nobody%0a%1b[31m`, {}),
    ];
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(await Promise.all(refused.map((response) => response.text())))).toEqual(
      new Set(['Not found\n']),
    );
    await daemon.told('hookRefused', { source: 'content', address: '127.0.0.1', level: 'warn' });
    await daemon.told('hookRefused', { source: 'nobody\\n\\u{1b}[31m' });
    expect((await post(`${hooks}/content`, { ref: 'refs/heads/other' })).status).toBe(202);
    expect(
      daemon
        .lines()
        .slice(from)
        .map(({ event }) => event),
    ).not.toContain('woken');

    const after = remote.commit({ 'a.yaml': redistribution({ revision: '2' }) });
    expect((await post(`${hooks}/content`, { after })).status).toBe(202);
    await daemon.told('hookTaken', { source: 'content', commit: after });
    await daemon.told('woken', { source: 'content', by: 'hook' });
    await daemon.told('concluded', { revision: '2', outcome: 'accepted', commit: after });
    await daemon.end();
    expect(stage.calls()).toHaveLength(2);
  });

  it.concurrent('a webhook that is faster than its push', async () => {
    await using served = await makeServed();
    const { daemon, remote, address } = served;
    remote.git('checkout', '--quiet', '-b', 'later');
    const after = remote.commit({ 'a.yaml': redistribution({ revision: '2' }) });
    await post(`${address}/hooks/content`, { after });
    await daemon.told('fetched', { source: 'content' }, daemon.lines().length);
    remote.git('push', '--quiet', 'origin', 'later:main');
    await daemon.told('concluded', { revision: '2', outcome: 'accepted', commit: after });
    await daemon.end();
  });

  it.concurrent('probes: alive, ready, and not ready where the ledger is gone', async () => {
    await using served = await makeServed();
    const { daemon, address, stage } = served;
    expect(await read(`${address}/healthz`)).toBe('200 ok\n');
    expect(await read(`${address}/readyz`)).toBe('200 ready\n');
    renameSync(stage.ledger, `${stage.ledger}.old`);
    expect(await read(`${address}/readyz`)).toMatch(/^503 The ledger \S+ was removed or replaced .*\n$/);
    expect(await read(`${address}/healthz`)).toBe('200 ok\n');
    renameSync(`${stage.ledger}.old`, stage.ledger);
    expect(await read(`${address}/readyz`)).toBe('200 ready\n');
    expect((await daemon.end()).code).toBe(0);
  });

  it.concurrent('metrics, of what was called and how it stands', async () => {
    await using served = await makeServed();
    const { daemon, address } = served;
    const text = await read(`${address}/metrics`);
    for (const line of [
      'dpsync_calls_total{site="P01",outcome="accepted"} 1',
      'dpsync_passes_total{source="content",result="passed"} 1',
      'dpsync_fetch_failures_total{source="quiet"} 0',
      'dpsync_entries{sync="Synced"} 1',
      'dpsync_site_held{site="P01"} 0',
      'dpsync_standing_up 1',
    ]) {
      expect(text).toContain(`\n${line}\n`);
    }
    await daemon.end();
  });

  it.concurrent('metrics and reasons to those who show the token, where one is configured', async () => {
    await using served = await makeServed('listen: "0.0.0.0:0", metricsTokenEnv: METRICS');
    const { daemon, stage } = served;
    const address = served.address.replace('0.0.0.0', '127.0.0.1');
    expect(await read(`${address}/metrics`)).toBe('401 A token is needed\n');
    expect(await read(`${address}/metrics`, 'another token')).toBe('401 A token is needed\n');
    expect(await read(`${address}/metrics`, TOKEN)).toMatch(/^200 .*\ndpsync_standing_up 1\n/s);
    renameSync(stage.ledger, `${stage.ledger}.old`);
    expect(await read(`${address}/readyz`)).toBe('503 not ready\n');
    expect(await read(`${address}/readyz`, TOKEN)).toContain('was removed or replaced');
    await daemon.end();
  });

  it.concurrent('nothing else, and no metrics off loopback without a token', async () => {
    await using served = await makeServed('listen: "0.0.0.0:0"');
    const { daemon } = served;
    const address = served.address.replace('0.0.0.0', '127.0.0.1');
    expect(await read(`${address}/metrics`)).toBe('404 Not found\n');
    for (const path of ['/', '/hooks/content', '/api/v1/status', '/..%2f..%2fetc/passwd', '/%ff']) {
      expect(await read(`${address}${path}`)).toBe('404 Not found\n');
    }
    expect(await read(`${address}/healthz`)).toBe('200 ok\n');
    await daemon.end();
  });
});

describe('--listen', { timeout: 180_000 }, () => {
  it.concurrent('stands before web.listen', async () => {
    await using stage = await makeStage({ config: 'web: {listen: "127.0.0.1:1"}' });
    stage.commit({ 'a.yaml': redistribution() });
    const daemon = startDaemon(stage, '--listen', '127.0.0.1:0');
    expect(await read(`${await daemon.address()}/healthz`)).toBe('200 ok\n');
    await daemon.end();
  });

  it.concurrent('ends it at once where the address cannot be had', async () => {
    await using stage = await makeStage();
    stage.commit({ 'a.yaml': redistribution() });
    for (const [listen, why] of [
      ['127.0.0.1', 'it is no HOST:PORT'],
      ['192.0.2.1:8470', 'EADDRNOTAVAIL'],
    ] as const) {
      const daemon = startDaemon(stage, '--listen', listen);
      expect((await daemon.finished).code).toBe(1);
      const failed = daemon.lines().at(-1);
      expect(failed).toMatchObject({ event: 'failed', code: 'DPS6001' });
      expect(failed?.msg).toContain(why);
    }
    expect((await stage.dpsync('apply', '--yes', '--first-run')).code).toBe(0);
  });
});
