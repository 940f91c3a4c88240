// What is broken elsewhere must not keep from working what is whole.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSimulator } from '../../../../src/simulator/simulator.ts';
import { UNAUTHORIZED } from '../../../make/faults.ts';
import { makeTempRepo } from '../../../make/git/temp-repo.ts';
import { redistribution } from '../../../make/noun/redistribution.ts';
import { startDaemon } from '../../../make/process/daemon.ts';
import { documentOf } from '../../../make/published.ts';
import { makeStage } from '../../../make/stage.ts';

/** A config with a second source, or a second site. */
function configOf(url: string, { source = '', site = '' }): string {
  return `apiVersion: dpsync/v1
kind: Config
ledger: sqlite:dpsync.db
sources:
  - {name: content, url: ./content, branch: main}
${source}
sites:
  - {code: P01, provider: {type: adminservice, url: "${url}", auth: {type: none}}}
${site}
guards: {firstRun: apply}
retry: {backoff: {initial: 1s, max: 2s}}
`;
}

describe('run goes on', { timeout: 180_000 }, () => {
  it.concurrent('with the other source where one cannot be fetched, and with that where it is back', async () => {
    await using stage = await makeStage();
    using remote = makeTempRepo();
    remote.commit({ 'a.yaml': redistribution({ packages: [2] }) });
    stage.writeConfig(
      configOf(stage.url, { source: `  - {name: far, url: "${remote.url}", branch: main, interval: 1s}` }),
    );
    stage.commit({ 'a.yaml': redistribution() });
    const aside = join(remote.folder, 'aside.git');
    renameSync(remote.url, aside);

    const daemon = startDaemon(stage);
    await daemon.told('concluded', { entry: 'P01/P0100001/Branch Offices 01', outcome: 'accepted' });
    const failed = await daemon.told('fetchFailed', { source: 'far', code: 'DPS3037', level: 'warn' });
    expect(Date.parse(String(failed.retryAt))).toBeGreaterThan(Date.parse(failed.time));
    stage.commit({ 'a.yaml': redistribution({ revision: '2' }) });
    await daemon.told('concluded', { revision: '2', outcome: 'accepted' });
    expect((await stage.dpsync('status')).code).toBe(0);

    renameSync(aside, remote.url);
    await daemon.told('concluded', { entry: 'P01/P0100002/Branch Offices 01', outcome: 'accepted' });
    // What was called before it went is not called again.
    renameSync(remote.url, aside);
    await daemon.told('fetchFailed', { source: 'far' }, daemon.lines().length);
    await daemon.end();
    expect(stage.calls()).toHaveLength(3);
  });

  it.concurrent('with the other site where one does not answer, and with that where it is back', async () => {
    await using stage = await makeStage();
    const gone = await startSimulator({ code: 'P02' });
    await gone.close();
    const dead = `  - {code: P02, provider: {type: adminservice, url: "${gone.url}", auth: {type: none}}}`;
    stage.writeConfig(configOf(stage.url, { site: dead }));
    stage.commit({
      'a.yaml': redistribution({ site: 'P01' }),
      'b.yaml': redistribution({ site: 'P02', packages: [2] }),
    });
    const daemon = startDaemon(stage);
    await daemon.told('concluded', { site: 'P01', outcome: 'accepted' });
    await daemon.told('siteHeld', { site: 'P02', code: 'DPS2011', level: 'warn' });
    stage.commit({ 'a.yaml': redistribution({ site: 'P01', revision: '2' }) });
    await daemon.told('concluded', { site: 'P01', revision: '2', outcome: 'accepted' });
    const { entries } = documentOf('status', await stage.dpsync('status', '-o', 'json'));
    expect(entries).toMatchObject([{ site: 'P02', sync: 'Held', held: { by: 'site', code: 'DPS2011' } }]);

    const back = await startSimulator({ code: 'P02', port: Number(new URL(gone.url).port) });
    try {
      await daemon.told('siteReleased', { site: 'P02' });
      await daemon.told('concluded', { site: 'P02', outcome: 'accepted' });
      await daemon.end();
      expect(back.site.calls).toHaveLength(1);
      expect(stage.calls()).toHaveLength(2);
      const held = daemon.lines().filter(({ event }) => event === 'siteHeld');
      expect(held).toHaveLength(1);
    } finally {
      await back.close();
    }
  });

  it.concurrent('where a site refuses everybody for a while', async () => {
    await using stage = await makeStage();
    stage.writeConfig(configOf(stage.url, {}));
    stage.commit({ 'a.yaml': redistribution() });
    stage.site.script(() => UNAUTHORIZED);
    const daemon = startDaemon(stage);
    await daemon.told('siteHeld', { site: 'P01', code: 'DPS2020' });
    stage.site.script(() => undefined);
    await daemon.told('concluded', { outcome: 'accepted' });
    await daemon.end();
    expect(stage.calls()).toHaveLength(1);
  });

  it.concurrent('where a push has mistakes: told with their count, and the rest is called', async () => {
    await using stage = await makeStage();
    stage.writeConfig(configOf(stage.url, {}));
    stage.commit({
      'a.yaml': redistribution(),
      'b.yaml': redistribution({ packages: [2] }).replace('spec', 'spek'),
    });
    const daemon = startDaemon(stage);
    await daemon.told('passed', { level: 'warn', due: 1, problems: 2 });
    await daemon.told('concluded', { entry: 'P01/P0100001/Branch Offices 01' });
    stage.commit({ 'b.yaml': redistribution({ packages: [2] }) });
    await daemon.told('concluded', { entry: 'P01/P0100002/Branch Offices 01' });
    await daemon.end();
    expect(stage.calls()).toHaveLength(2);
  });
});
