import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { configOf } from '../../../make/estate.ts';
import { makeSshKey } from '../../../make/git/signing.ts';
import { describeWith, findProgram } from '../../../make/needs.ts';
import { redistribution } from '../../../make/noun/redistribution.ts';
import { documentOf } from '../../../make/published.ts';
import { makeStage, type Stage } from '../../../make/stage.ts';

/** Writes a config with these further keys of its source. */
function askOf({ writeConfig, url }: Stage, keys: string): void {
  writeConfig(configOf({ url }).replace('branch: main}', `branch: main, ${keys}}`));
}

const DECLARATION = redistribution({ site: 'P01' });

it('names what a source may not declare, and needs a reason', { timeout: 120_000 }, async () => {
  await using stage = await makeStage();
  stage.commit({ 'a.yaml': DECLARATION });
  askOf(stage, 'allow: {groups: ["Head *"]}');
  const found = documentOf('validation', await stage.dpsync('validate', '-o', 'json'));
  expect(found.problems).toMatchObject([{ file: 'a.yaml', code: 'DPS1062' }]);
  askOf(stage, 'reason: {required: true}');
  const run = await stage.dpsync('apply', '--yes', '--first-run', '-o', 'json');
  expect(run.code).toBe(4);
  expect(documentOf('run', run).held).toMatchObject([{ held: { by: 'policy' } }]);
  expect(stage.calls()).toEqual([]);
});

describeWith('ssh-keygen', findProgram('ssh-keygen'), () => {
  it('calls nothing that nobody signed, and says so wherever it is asked', { timeout: 120_000 }, async () => {
    await using stage = await makeStage();
    const key = makeSshKey(stage.folder, 'ada');
    writeFileSync(join(stage.folder, 'signers'), `ada@example.com ${key.publicKey}\n`);
    askOf(stage, 'verify: {sshAllowedSigners: signers}');
    const commit = stage.commit({ 'a.yaml': DECLARATION }).slice(0, 10);
    const run = await stage.dpsync('apply', '--yes', '--first-run', '-o', 'json');
    expect(run.code).toBe(4);
    const held = { by: 'unverified', message: `commit ${commit} of content is not signed` };
    expect(documentOf('run', run).held).toMatchObject([{ held }]);
    expect((await stage.dpsync('status')).stdout).toContain(held.message);
    expect(documentOf('plan', await stage.dpsync('plan', '-o', 'json')).entries).toMatchObject([{ held }]);
    expect((await stage.dpsync('doctor')).stdout).toContain('has a newest commit that is not verified');
    for (const [name, value] of [
      ['gpg.format', 'ssh'],
      ['user.signingKey', key.key],
      ['commit.gpgSign', 'true'],
    ] as const)
      stage.git('config', name, value);
    stage.commit({ 'readme.md': 'signed' });
    expect((await stage.dpsync('apply', '--yes')).code).toBe(0);
    expect(stage.calls()).toHaveLength(1);
  });
});
