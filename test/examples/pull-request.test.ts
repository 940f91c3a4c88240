// The pipelines of examples/pull-request, played as their runners play them, against servers that answer as the hosts do.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { facts } from '../make/facts.ts';
import { describeWith, findProgram } from '../make/needs.ts';
import { packDpsync } from '../make/packed.ts';
import { redistribution } from '../make/redistribution.ts';
import { makeTempFolder } from '../make/temp-folder.ts';
import { azureDevops } from './pull-request/azure-devops.ts';
import { github } from './pull-request/github.ts';
import { gitlab } from './pull-request/gitlab.ts';
import { hostileFiles, WRONG } from './pull-request/hostile.ts';
import { makeStage, pushAlone } from './pull-request/stage.ts';

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
    { timeout: 60_000 },
    (host) => {
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

      it('runs and reads nothing that a pull request brings besides declarations', async () => {
        using outside = makeTempFolder();
        const [trace, ledger] = [join(outside.path, 'ran'), join(outside.path, 'ledger.db')];
        const change = { ...CHANGE, ...hostileFiles(trace, ledger) };
        using stage = await makeStage(host, { change, links: { 'a.yaml': '/etc/passwd' }, tarball });
        // A short name of a branch would be taken for these.
        pushAlone(stage.request, { ref: 'refs/tags/origin/dpsync/tool', file: 'dpsync.tgz', text: 'forged' });
        pushAlone(stage.request, {
          ref: 'refs/tags/origin/dpsync/facts',
          file: 'facts.json',
          text: 'forged',
        });

        const { code, stdout, stderr } = await stage.play();

        expect({ code, stderr }).toEqual({ code: 6, stderr: 'Commented on the pull request.\n' });
        expect(readdirSync(outside.path)).toEqual([]);
        expect(stage.fake.state.statuses[0]?.state).toMatch(/^fail/);
        const [comment = ''] = stage.fake.texts();
        expect(comment).toContain('Only files were compared');
        for (const code of ['DPS1003', 'DPS1032', 'DPS1040']) expect(comment).toContain(code);
        const lines = `${stdout}\n${stderr}`.split('\n');
        const told = lines.flatMap((line) => host.readAnnotation(line) ?? []);
        expect(told.toSorted()).toEqual(host.annotates ? WRONG.toSorted() : []);
        const others = lines.filter((line) => host.readAnnotation(line) === undefined);
        expect(others.filter((line) => host.command.test(line))).toEqual([]);
      });
    },
  );
});
