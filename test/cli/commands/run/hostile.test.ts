// A log is read by machines and at terminals: what comes from git, a site or the network can neither break a line nor move
// a cursor.
import { describe, expect, it } from 'vitest';
import type { SimulatedFault } from '../../../../src/simulator/fault.ts';
import { makeTempRepo } from '../../../make/git/temp-repo.ts';
import { redistribution } from '../../../make/noun/redistribution.ts';
import { type DaemonProcess, startDaemon } from '../../../make/process/daemon.ts';
import { makeStage } from '../../../make/stage.ts';

/** A line break and a line of our own form, a colour, a title of the window, and letters that run backwards. */
const HOSTILE = 'x\n{"level":"info","event":"stopped"}\r\u001b[31m\u001b]0;owned\u0007\u202egnp.\u2028\u0085';

// Line ends of the log itself are not meant.
const UNSAFE = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

/** Ends it, and looks whether every line is one, in which nothing is left that acts. */
async function expectTame(daemon: DaemonProcess): Promise<void> {
  const { code, stderr } = await daemon.end();
  expect(code).toBe(0);
  for (const line of daemon.lines()) {
    for (const value of Object.values(line)) expect(String(value)).not.toMatch(UNSAFE);
  }
  expect(stderr.replaceAll('\n', '')).not.toMatch(UNSAFE);
  expect(daemon.lines().filter(({ event }) => event === 'stopped')).toHaveLength(1);
}

describe('the log of run', { timeout: 180_000 }, () => {
  it.concurrent('survives what is committed', async () => {
    await using stage = await makeStage({ config: 'guards: {firstRun: apply}' });
    stage.git('config', 'user.name', `Mallory ${HOSTILE.replace(/[\r\n]/g, '')}`);
    stage.commit(
      {
        'a.yaml': redistribution({ name: HOSTILE, reason: HOSTILE, revision: `1${HOSTILE}` }),
        'b\n\u001b[31m\u202e.yaml': 'apiVersion: dpsync/v1\nkind: [\u202e',
        'c.yaml': redistribution({ groups: ['Branch\u202e 01', 'Branch\u200b'] }),
      },
      HOSTILE,
    );
    const daemon = startDaemon(stage, '--verbose');
    const { reason } = await daemon.told('intended', { site: 'P01' });
    expect(reason).toContain('x\\n{"level":"info","event":"stopped"}');
    await daemon.told('concluded');
    await daemon.told('passed', { level: 'warn' });
    await expectTame(daemon);
  });

  it.concurrent('survives the branches of a remote', async () => {
    await using stage = await makeStage();
    using remote = makeTempRepo();
    remote.commit({ 'a.yaml': redistribution() });
    remote.git('push', '--quiet', 'origin', 'HEAD:refs/heads/b\u202egnp\u200b');
    stage.writeConfig(`apiVersion: dpsync/v1
kind: Config
ledger: sqlite:dpsync.db
sources: [{name: content, url: "${remote.url}", branch: trunk}]
sites: [{code: P01, provider: {type: adminservice, url: "${stage.url}", auth: {type: none}}}]
`);
    const daemon = startDaemon(stage);
    const { msg } = await daemon.told('fetchFailed', { code: 'DPS3043' });
    expect(msg).toContain('it has b?gnp?, main');
    await expectTame(daemon);
  });

  it.concurrent('survives what a site says', async () => {
    await using stage = await makeStage({ config: 'guards: {firstRun: apply}' });
    stage.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    const body = JSON.stringify({ error: { code: HOSTILE, message: HOSTILE } });
    const faults: Readonly<Record<string, SimulatedFault>> = {
      P0100001: { kind: 'answer', taken: false, status: 500, body },
      P0100002: { kind: 'answer', taken: false, status: 200, body: HOSTILE },
    };
    stage.site.script((request) => (request.kind === 'call' ? faults[request.package] : undefined));
    const daemon = startDaemon(stage, '--verbose');
    await daemon.told('concluded', { code: 'DPS2031' });
    await daemon.told('concluded', { code: 'DPS2042' });
    await expectTame(daemon);
  });

  it.concurrent('survives who knocks', async () => {
    await using stage = await makeStage({ config: 'web: {listen: "127.0.0.1:0"}' });
    stage.commit({ 'a.yaml': redistribution() });
    const daemon = startDaemon(stage, '--verbose');
    const address = await daemon.address();
    const posted = await fetch(`${address}/hooks/${encodeURIComponent(HOSTILE)}`, {
      method: 'POST',
      headers: { 'x-forwarded-for': '6.6.6.6' },
      body: HOSTILE,
    });
    expect(posted.status).toBe(404);
    await daemon.told('hookRefused', { address: '127.0.0.1' });
    await expectTame(daemon);
  });
});
