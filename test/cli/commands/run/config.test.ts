// A config that changes while the daemon runs: what is right is taken over between two passes, and the rest is refused.
import { readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startSimulator } from '../../../../src/simulator/simulator.ts';
import { configOf } from '../../../make/estate.ts';
import { redistribution } from '../../../make/noun/redistribution.ts';
import { type DaemonProcess, startDaemon } from '../../../make/process/daemon.ts';
import { documentOf } from '../../../make/published.ts';
import { makeStage, type Stage } from '../../../make/stage.ts';

const RELEASED = 'guards: {firstRun: apply}\n';

/** Begins with one entry that is called, and waits for that. */
async function begin(stage: Stage, ...args: readonly string[]): Promise<DaemonProcess> {
  stage.commit({ 'a.yaml': redistribution() });
  const daemon = startDaemon(stage, ...args);
  await daemon.told('concluded', { outcome: 'accepted' });
  return daemon;
}

/** Declares the entry anew, and waits until it was called. */
async function callAgain(stage: Stage, daemon: DaemonProcess, revision: string): Promise<void> {
  stage.commit({ 'a.yaml': redistribution({ revision }) });
  await daemon.told('concluded', { outcome: 'accepted', revision });
}

/** The config of a stage, with further lines. */
const configWith = (stage: Stage, lines: string) => configOf({ url: stage.url, config: RELEASED + lines });

/** A server on a port of its own, which is taken by that. */
async function takePort(): Promise<{ readonly server: Server; readonly listen: string }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, listen: `127.0.0.1:${port}` };
}

describe('a config that changes', { timeout: 180_000 }, () => {
  it.concurrent('is refused with the place of each mistake, and the one before goes on', async () => {
    await using stage = await makeStage({ config: RELEASED });
    const daemon = await begin(stage);
    stage.writeConfig(configWith(stage, 'retries: {limit: 3}\nweb: {listen: everywhere}'));
    const { msg, level } = await daemon.told('reloadRefused');
    expect(level).toBe('error');
    expect(msg).toMatch(/dpsync\.yaml:\d+:\d+: retries is no key of a config/);
    expect(msg).toMatch(/dpsync\.yaml:\d+:\d+: web\.listen is no HOST:PORT/);
    await callAgain(stage, daemon, '2');
    stage.writeConfig(configWith(stage, 'retry: {limit: 3}'));
    await daemon.told('reloaded', { config: stage.configFile });
    await callAgain(stage, daemon, '3');
    expect((await daemon.end()).code).toBe(0);
  });

  it.concurrent('is taken over: guards', async () => {
    await using stage = await makeStage({ config: RELEASED });
    const daemon = await begin(stage);
    const frozen = '  windows: [{kind: deny, schedule: "* * * * *", duration: 1m}]';
    stage.writeConfig(configOf({ url: stage.url, config: `guards:\n  firstRun: apply\n${frozen}` }));
    await daemon.told('reloaded');
    stage.commit({ 'a.yaml': redistribution({ revision: '2' }) });
    await daemon.told('passed', { held: 1 });
    const { entries } = documentOf('status', await stage.dpsync('status', '-o', 'json'));
    expect(entries).toMatchObject([{ held: { by: 'window' } }]);
    stage.writeConfig(configOf({ url: stage.url, config: RELEASED }));
    await daemon.told('concluded', { revision: '2' });
    await daemon.end();
    expect(stage.calls()).toHaveLength(2);
  });

  it.concurrent('is taken over: a source that is looked at more often', async () => {
    await using stage = await makeStage();
    const config = (interval: string) =>
      configOf({ url: stage.url, config: RELEASED }).replace(
        'branch: main',
        `branch: main, interval: ${interval}`,
      );
    stage.writeConfig(config('1h'));
    const daemon = await begin(stage, '--verbose');
    stage.writeConfig(config('1s'));
    await daemon.told('reloaded');
    await daemon.told('woken', { by: 'interval' });
    await daemon.end();
    expect(stage.calls()).toHaveLength(1);
  });

  it.concurrent('is taken over: a site and a source more', async () => {
    await using stage = await makeStage({ config: RELEASED });
    const other = await startSimulator({ code: 'P02', groups: 2, packages: 2 });
    try {
      const daemon = await begin(stage);
      const config = configOf({ url: stage.url, config: RELEASED })
        .replace('sites:', '  - {name: second, url: ./content, branch: second}\nsites:')
        .replace(
          'guards:',
          `  - {code: P02, provider: {type: adminservice, url: "${other.url}", auth: {type: none}}}\nguards:`,
        );
      stage.git('checkout', '--quiet', '-b', 'second');
      stage.commit({ 'a.yaml': redistribution({ site: 'P02' }) });
      stage.git('checkout', '--quiet', 'main');
      stage.commit({ 'a.yaml': redistribution({ site: 'P01' }) });
      stage.writeConfig(config);
      await daemon.told('concluded', { site: 'P02', outcome: 'accepted' });
      await daemon.end();
      expect(other.site.calls).toHaveLength(1);
      expect(stage.calls()).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  it.concurrent('is taken over: another address, and refused where that is taken', async () => {
    await using stage = await makeStage({ config: `${RELEASED}web: {listen: "127.0.0.1:0"}` });
    const taken = await takePort();
    try {
      const daemon = await begin(stage);
      const first = await daemon.address();
      stage.writeConfig(configWith(stage, `web: {listen: "${taken.listen}"}`));
      const { msg } = await daemon.told('reloadRefused');
      expect(msg).toContain(`cannot listen on ${taken.listen}`);
      const again = await daemon.told(
        'listening',
        {},
        daemon.lines().findIndex(({ event }) => event === 'reloadRefused'),
      );
      expect((await fetch(`${again.address}/healthz`)).status).toBe(200);
      await callAgain(stage, daemon, '2');
      stage.writeConfig(configWith(stage, 'web: {listen: "localhost:0"}'));
      await daemon.told('reloaded');
      const address = daemon.lines().findLast(({ event }) => event === 'listening')?.address;
      expect(address).toMatch(/^http:\/\/localhost:\d+$/);
      expect((await fetch(`${address}/healthz`)).status).toBe(200);
      await expect(fetch(`${first}/healthz`)).rejects.toThrow();
      await daemon.end();
    } finally {
      taken.server.close();
    }
  });

  it.concurrent('is refused where it names another ledger', async () => {
    await using stage = await makeStage({ config: RELEASED });
    const daemon = await begin(stage);
    stage.writeConfig(configWith(stage, '').replace('sqlite:dpsync.db', 'sqlite:other.db'));
    expect((await daemon.told('reloadRefused')).msg).toContain('another ledger');
    await callAgain(stage, daemon, '2');
    await daemon.end();
    expect(documentOf('history', await stage.dpsync('history', '-o', 'json')).attempts).toEqual([]);
  });

  it.concurrent('may be gone for a while, and is looked at when it is back', async () => {
    await using stage = await makeStage({ config: RELEASED });
    const daemon = await begin(stage);
    rmSync(stage.configFile);
    await callAgain(stage, daemon, '2');
    stage.writeConfig(configWith(stage, 'retry: {limit: 3}'));
    await daemon.told('reloaded');
    await callAgain(stage, daemon, '3');
    await daemon.end();
  });

  it.concurrent('and is taken back before it was taken over stays as it was', async () => {
    // Long enough to look at the config twice before the call that is in flight ends.
    await using stage = await makeStage({ config: RELEASED, site: '    callTimeout: 15s' });
    const config = readFileSync(stage.configFile, 'utf8');
    stage.commit({ 'a.yaml': redistribution() });
    stage.site.script((request) => (request.kind === 'call' ? { kind: 'hang', taken: true } : undefined));
    const called = stage.called();
    const daemon = startDaemon(stage);
    await daemon.told('intended');
    await called;
    stage.writeConfig(configWith(stage, 'retry: {limit: 3}'));
    await daemon.told('stopping', { by: 'a new config' });
    stage.writeConfig(config);
    await daemon.told('concluded', { outcome: 'unknown' });
    stage.site.script(() => undefined);
    stage.commit({ 'b.yaml': redistribution({ packages: [2] }) });
    await daemon.told('intended', { entry: 'P01/P0100002/Branch Offices 01' });
    await daemon.end();
    expect(daemon.lines().map(({ event }) => event)).not.toContain('reloaded');
  });
});
