// What becomes of a merge, as people at a git host see it: a daemon as a process of its own, against each host's stand-in.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HostName } from '../../../../src/review/pipeline.ts';
import { redistribution } from '../../../make/noun/redistribution.ts';
import { startDaemon } from '../../../make/process/daemon.ts';
import { type FakeHost, NUMBER } from '../../../make/review/fake-host.ts';
import { makeStage, type Stage } from '../../../make/stage.ts';
import { openFakeAzuredevops } from '../../../review/azuredevops/fake.ts';
import { openFakeGithub } from '../../../review/github/fake.ts';
import { openFakeGitlab } from '../../../review/gitlab/fake.ts';

const HOSTS = {
  github: { open: openFakeGithub, success: 'success' },
  gitlab: { open: openFakeGitlab, success: 'success' },
  azuredevops: { open: openFakeAzuredevops, success: 'succeeded' },
} as const;
/** Three distribution points, beside the one on the site server. */
const GROUP = { groups: 1, members: 4 } as const;

function writeReporting(stage: Stage, host: HostName, { url, project }: FakeHost): void {
  stage.writeConfig(`apiVersion: dpsync/v1
kind: Config
ledger: sqlite:dpsync.db
sources:
  - name: content
    url: ./content
    branch: main
    report: {host: ${host}, tokenFile: token.txt, apiUrl: "${url}", project: "${project}", pullRequest: true}
sites:
  - {code: P01, provider: {type: adminservice, url: "${stage.url}", auth: {type: none}}}
guards: {firstRun: apply}
health: {after: 1s, interval: 1s}
`);
}

/** A stage whose merges a host is told of; the plan of the first one stands in its pull request. */
async function makeReported(host: HostName, ahead: () => number = () => 0) {
  const fake = await HOSTS[host].open();
  const clock = () => Date.now() + ahead();
  const stage = await makeStage({ simulation: { ...GROUP, clock } });
  writeReporting(stage, host, fake);
  writeFileSync(join(stage.folder, 'token.txt'), `${fake.state.token}\n`);
  fake.add({ author: 'own', text: 'the plan', key: 'dpsync' });
  const merge = (files: Readonly<Record<string, string>>) => {
    const commit = stage.commit(files);
    fake.state.merges.push({ commit, branch: 'main', number: NUMBER });
    return commit;
  };
  return { fake, stage, merge };
}

/** Whatever this process wrote, and whatever stands on the host, but for who asked. */
const written = (daemon: ReturnType<typeof startDaemon>, fake: FakeHost) =>
  [
    daemon.stdout(),
    daemon.stderr(),
    JSON.stringify(fake.requests.map(({ url, body }) => [url, body])),
  ].join();

async function followMerge(host: HostName): Promise<void> {
  let ahead = 0;
  const { fake, stage, merge } = await makeReported(host, () => ahead);
  await using _ = stage;
  const commit = merge({ 'a.yaml': redistribution() });
  const daemon = startDaemon(stage);
  await daemon.told('reported', { commit, state: 'pending' });
  await expect
    .poll(() => fake.texts(), { timeout: 30_000 })
    .toEqual([expect.stringMatching(/^the plan\n\n## After the merge\n\n\*\*Under way: /)]);
  ahead = 600_000;
  await daemon.told('reported', { commit, state: 'success' });
  expect(await daemon.end()).toMatchObject({ code: 0 });
  const statuses = fake.state.statuses.map(({ context, state }) => [context, state]);
  expect(statuses[0]).toEqual(['dpsync/delivery', 'pending']);
  expect(statuses.at(-1)).toEqual(['dpsync/delivery', HOSTS[host].success]);
  expect(fake.state.statuses.at(-1)?.description).toBe('1 accepted, 3 of 3 deliveries done');

  // Another process finds the status as it has to be, and the comment as it was a minute ago.
  const before = fake.state.statuses.length;
  const next = startDaemon(stage);
  await expect
    .poll(() => fake.texts(), { timeout: 30_000 })
    .toEqual([expect.stringContaining('**Done: 1 accepted, 3 of 3 deliveries done.**')]);
  await next.end();
  expect(fake.state.statuses).toHaveLength(before);
  expect(fake.texts()[0]?.match(/^## After the merge$/gm)).toHaveLength(1);
  for (const one of [daemon, next]) expect(written(one, fake)).not.toContain(fake.state.token);
}

describe('after a merge', { timeout: 120_000 }, () => {
  it('the status of the commit and the comment of its pull request say what became of it, on every host', async () => {
    await Promise.all((['github', 'gitlab', 'azuredevops'] as const).map(followMerge));
  });

  it('a token that may not write is told once, by what it lacks, and keeps no call', async () => {
    const { fake, stage, merge } = await makeReported('github');
    await using _ = stage;
    fake.state.permission = 'read';
    merge({ 'a.yaml': redistribution() });
    const daemon = startDaemon(stage);
    const { msg } = await daemon.told('reportFailed', { code: 'DPS4021' });
    expect(msg).toContain('permission to write commit statuses');
    merge({ 'b.yaml': redistribution({ packages: [2] }) });
    await daemon.told('concluded', { entry: 'P01/P0100002/Branch Offices 01' });
    expect(stage.calls()).toHaveLength(2);
    expect(await daemon.end()).toMatchObject({ code: 0 });
    expect(daemon.lines().filter(({ event }) => event === 'reportFailed')).toHaveLength(1);
    expect(written(daemon, fake)).not.toContain(fake.state.token);
  });

  it('a host that hangs keeps neither a call nor the end', async () => {
    const { fake, stage, merge } = await makeReported('github');
    await using _ = stage;
    const asked = Promise.withResolvers<void>();
    fake.script(() => {
      asked.resolve();
      return new Promise(() => undefined);
    });
    merge({ 'a.yaml': redistribution() });
    const daemon = startDaemon(stage);
    await daemon.told('concluded', { outcome: 'accepted' });
    await asked.promise;
    merge({ 'b.yaml': redistribution({ packages: [2] }) });
    await daemon.told('concluded', { outcome: 'accepted', entry: 'P01/P0100002/Branch Offices 01' });
    expect(await daemon.end()).toMatchObject({ code: 0 });
    expect(daemon.lines().filter(({ event }) => event === 'reportFailed')).toEqual([]);
  });
});
