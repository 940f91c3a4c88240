// The pipelines of examples/pull-request, played as their runners play them, against servers that answer as the hosts do.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWith, findProgram } from '../make/needs.ts';
import { redistribution } from '../make/noun/redistribution.ts';
import { packDpsync } from '../make/process/packed.ts';
import { facts } from '../make/site/facts.ts';
import { makeTempFolder } from '../make/temp-folder.ts';
import { azureDevops } from './pull-request/azure-devops.ts';
import { github } from './pull-request/github.ts';
import { gitlab } from './pull-request/gitlab.ts';
import type { PipelineHost } from './pull-request/host.ts';
import { hostileFiles, WRONG } from './pull-request/hostile.ts';
import { makeRef, makeStage } from './pull-request/stage.ts';

const CHANGE = { 'office.yaml': redistribution({ site: 'P01', revision: '2' }) };
const built = makeTempFolder();
let tarball = '';

describeWith('bash', findProgram('bash'), () => {
  beforeAll(() => {
    tarball = packDpsync(built.path);
  }, 120_000);
  afterAll(() => built[Symbol.dispose]());

  describe.each([github, gitlab, azureDevops])(
    'examples/pull-request/$folder',
    { timeout: 240_000 },
    describePipeline,
  );
});

function describePipeline(host: PipelineHost): void {
  it('keeps one comment and a status, with names and sizes from the facts', async () => {
    using stage = await makeStage(host, { change: CHANGE, tarball, facts: facts() });
    const first = await stage.play();
    const again = await stage.play();
    expect(first).toMatchObject({ code: 0, stderr: 'Commented on the pull request.\n' });
    expect(again.stderr).toBe('The comment on the pull request says this already.\n');
    const { state } = stage.fake;
    expect(stage.fake.texts()).toHaveLength(1);
    expect(stage.fake.texts()[0]).toContain('| 2 | 2.0 GB |');
    expect(state.statuses.at(-1)).toMatchObject({ commit: stage.request.head, context: 'dpsync' });
    expect(JSON.stringify([first, again])).not.toContain(state.token);
  });

  it('compares files where nobody exported facts', async () => {
    using stage = await makeStage(host, { change: CHANGE, tarball });
    expect(await stage.play()).toMatchObject({ code: 0 });
    expect(stage.fake.texts()[0]).toContain('Only files were compared');
  });

  it('asks the host nothing without a token, as for a fork', async () => {
    using stage = await makeStage(host, { change: CHANGE, tarball });
    const { code, stdout } = await stage.play('');
    expect(code).toBe(0);
    expect(stdout).toContain('P0100001');
    expect(stage.fake.requests).toEqual([]);
  });

  it('fails where nobody pushed dpsync', async () => {
    using stage = await makeStage(host, { change: CHANGE });
    const { code, stderr } = await stage.play();
    expect(code).toBeGreaterThan(0);
    expect(stderr).toContain('dpsync/tool');
    expect(stage.fake.requests).toEqual([]);
  });

  it('runs nothing of a hostile pull request, reads no config from it, and shows what is wrong', async () => {
    using outside = makeTempFolder();
    using stage = await makeStage(host, { ...hostileTo(outside.path), tarball });
    // A short name of a branch would be taken for these.
    makeRef(stage.request, { ref: 'refs/tags/origin/dpsync/tool', file: 'dpsync.tgz', text: 'forged' });
    makeRef(stage.request, { ref: 'refs/tags/origin/dpsync/facts', file: 'facts.json', text: 'forged' });

    const finished = await stage.play();

    expect(finished).toMatchObject({ code: 6, stderr: 'Commented on the pull request.\n' });
    expect(readdirSync(outside.path)).toEqual([]);
    const files = readdirSync(stage.request.folder, { recursive: true, encoding: 'utf8' });
    expect(files.filter((path) => ['ran', 'ledger.db'].includes(basename(path)))).toEqual([]);
    expect(stage.fake.state.statuses[0]?.state).toMatch(/^fail/);
    const [comment] = stage.fake.texts();
    expect(comment).toContain('Only files were compared');
    for (const code of ['DPS1003', 'DPS1032', 'DPS1040']) expect(comment).toContain(code);
    expectTame(`${finished.stdout}\n${finished.stderr}`, host);
  });
}

/** Everything that is run would leave a file in this folder, or one named `ran` or `ledger.db` elsewhere. */
function hostileTo(folder: string) {
  const files = hostileFiles(join(folder, 'ran'), join(folder, 'ledger.db'));
  return { change: { ...CHANGE, ...files }, links: { 'a.yaml': '/etc/passwd' } };
}

/** The runner obeys what shows a mistake at its line, and nothing else. */
function expectTame(log: string, host: PipelineHost): void {
  const told: string[] = [];
  const obeyed: string[] = [];
  for (const line of log.split('\n')) {
    const file = host.readAnnotation(line);
    if (file !== undefined) told.push(file);
    else if (host.command.test(line)) obeyed.push(line);
  }
  expect(obeyed).toEqual([]);
  expect(told.toSorted()).toEqual(host.annotates ? WRONG.toSorted() : []);
}
