import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failing, UNAVAILABLE } from '../../make/faults.ts';
import { redistribution, redistributions } from '../../make/noun/redistribution.ts';
import { type Conductor, makeConductor } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';

const BROKEN = redistribution({ revision: '' });

/** Where each entry that is planned was declared, and by which commit. */
async function declaredAt(conductor: Conductor) {
  const { planned } = await conductor.plan({ also: 'all' });
  return planned.plan.entries.map(({ declaredAt: [place] }) => `${place?.file} ${place?.commit}`);
}

describe('a file with a problem', () => {
  it('keeps what it declared: nothing of it is called, forgotten or sent again', async () => {
    await using conductor = await makeConductor();
    conductor.simulator.site.script(failing({ 2: UNAVAILABLE }));
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    await conductor.apply();
    conductor.simulator.site.script(() => undefined);
    conductor.now += 60_000;
    conductor.repo.commit({ 'a.yaml': BROKEN, 'b.yaml': redistribution({ packages: [3] }) });
    for (let pass = 0; pass < 2; pass += 1) {
      await conductor.apply();
      await conductor.reopen();
      const pass = await conductor.plan({ also: 'all' });
      expect(actionsOf(pass)).toEqual({ '1>1': 'unchanged', '2>1': 'problem', '3>1': 'unchanged' });
      expect(pass.planned.plan.problems).toMatchObject([{ file: 'a.yaml', source: 'content' }]);
    }
    expect(conductor.taken).toEqual(['1>1', '3>1']);
    conductor.repo.commit({ 'a.yaml': redistribution({ packages: [1, 2] }) });
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '3>1', '2>1']);
  });

  it('declares nothing where there never was a text without one', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({ 'a.yaml': BROKEN });
    const { after } = await conductor.apply();
    expect(after.planned.plan).toMatchObject({ entries: [], problems: [{ file: 'a.yaml' }] });
  });

  it('takes part in conflicts', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({ 'a.yaml': redistribution() });
    await conductor.apply();
    conductor.repo.commit({ 'a.yaml': BROKEN, 'b.yaml': redistribution({ revision: '2' }) });
    const { after } = await conductor.apply();
    expect(actionsOf(after)).toEqual({ '1>1': 'conflict' });
    expect(conductor.taken).toEqual(['1>1']);
  });

  it('does not hide that another file went with the same commit', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({ 'a.yaml': redistribution(), 'b.yaml': redistribution({ packages: [2] }) });
    await conductor.apply();
    conductor.repo.commit({ 'a.yaml': BROKEN, 'b.yaml': null });
    expect(actionsOf(await conductor.plan({ also: 'all' }))).toEqual({ '1>1': 'unchanged', '2>1': 'forget' });
    await conductor.apply();
    expect(actionsOf(await conductor.plan({ also: 'all' }))).toEqual({ '1>1': 'unchanged' });
    conductor.repo.commit({ 'a.yaml': redistribution(), 'b.yaml': redistribution({ packages: [2] }) });
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1']);
  });

  it('stays ours although nothing in it says so any more', async () => {
    await using conductor = await makeConductor();
    conductor.repo.commit({ 'a.yaml': redistribution() });
    await conductor.apply();
    conductor.repo.commit({ 'a.yaml': '{{ nothing: [' });
    const { after } = await conductor.apply();
    expect(after.planned.plan.problems).toMatchObject([{ file: 'a.yaml' }]);
    expect(actionsOf(await conductor.plan({ also: 'all' }))).toEqual({ '1>1': 'unchanged' });
  });
});

describe('the commit of a declaration', () => {
  it('is the last one that changed its file, and so is that of an attempt', async () => {
    await using conductor = await makeConductor();
    const first = conductor.repo.commit({
      'a.yaml': redistribution(),
      'b.yaml': redistribution({ packages: [2] }),
    });
    const second = conductor.repo.commit({ 'b.yaml': redistribution({ packages: [2], revision: '2' }) });
    conductor.repo.commit({ 'readme.md': 'nothing of ours' });
    const { report } = await conductor.apply();
    expect(report.results.map(({ commit, author }) => ({ commit, author }))).toEqual([
      { commit: first, author: 'Ada Example' },
      { commit: second, author: 'Ada Example' },
    ]);
    const third = conductor.repo.commit({ 'a.yaml': redistribution({ revision: '3' }) });
    const head = conductor.repo.commit({ 'c.yaml': redistribution({ packages: [3] }) });
    const { planned } = await conductor.plan();
    expect(planned.plan.sources).toMatchObject([{ commit: head }]);
    expect(await declaredAt(conductor)).toEqual([`a.yaml ${third}`, `b.yaml ${second}`, `c.yaml ${head}`]);
  });

  it('is one of the branch, also where a forced push wrote its history anew', async () => {
    await using conductor = await makeConductor();
    const before = conductor.repo.commit({ 'a.yaml': redistribution({ suspend: true }) });
    await conductor.apply();
    conductor.repo.git('commit', '--quiet', '--amend', '--message=said better');
    const after = conductor.repo.commit({ 'readme.md': 'and more' });
    const amended = conductor.repo.git('rev-parse', 'HEAD^');
    expect(new Set([before, amended, after]).size).toBe(3);
    await conductor.apply();
    expect(await declaredAt(conductor)).toEqual([`a.yaml ${amended}`]);
  });
});

it('sees after a forced push what is there now and what is not', async () => {
  await using conductor = await makeConductor();
  const base = conductor.repo.commit({ 'a.yaml': redistribution() });
  conductor.repo.commit({ 'b.yaml': redistribution({ packages: [2] }) });
  await conductor.apply();
  conductor.repo.git('reset', '--quiet', '--hard', base);
  conductor.repo.commit({ 'c.yaml': redistribution({ packages: [3] }) });
  await conductor.apply();
  expect(conductor.taken).toEqual(['1>1', '2>1', '3>1']);
  expect(actionsOf(await conductor.plan({ also: 'all' }))).toEqual({
    '1>1': 'unchanged',
    '3>1': 'unchanged',
  });
});

it('takes a file that became a link for gone, and names the link', async () => {
  await using conductor = await makeConductor();
  conductor.repo.commit({ 'a.yaml': redistribution(), 'b.txt': redistribution({ packages: [2] }) });
  await conductor.apply();
  conductor.repo.commit({ 'a.yaml': null });
  symlinkSync('b.txt', join(conductor.repo.work, 'a.yaml'));
  conductor.repo.commit({});
  const pass = await conductor.plan();
  expect(actionsOf(pass)).toEqual({ '1>1': 'forget' });
  expect(pass.planned.plan.skipped).toMatchObject([{ source: 'content', file: 'a.yaml' }]);
  await conductor.apply();
  expect((await conductor.plan()).planned.plan.skipped).toHaveLength(1);
  expect(conductor.taken).toEqual(['1>1']);
});

it('reads all again where the config has other sites', async () => {
  await using conductor = await makeConductor({ sites: ['P01', 'P02'] });
  await conductor.reopen({ sites: ['P01'] });
  conductor.repo.commit({ 'a.yaml': redistributions({}, { packages: [2], suspend: true }) });
  await conductor.apply();
  await conductor.reopen({ sites: ['P01', 'P02'] });
  const { after } = await conductor.apply();
  expect(after.planned.plan.problems).toHaveLength(2);
  expect(actionsOf(await conductor.plan({ also: 'all' }))).toEqual({ '1>1': 'unchanged', '2>1': 'problem' });
  await conductor.reopen({ sites: ['P01'] });
  await conductor.apply();
  expect(actionsOf(await conductor.plan({ also: 'all' }))).toEqual({
    '1>1': 'unchanged',
    '2>1': 'suspended',
  });
  expect(conductor.taken).toEqual(['1>1']);
});

describe('a path that vanished', () => {
  it('keeps what its source declared: nothing is forgotten, called or recorded, until it is back', async () => {
    await using conductor = await makeConductor({ forms: { content: { path: 'sites' } } });
    conductor.repo.commit({ 'sites/a.yaml': redistribution({ packages: [1, 2] }) });
    await conductor.apply();
    const recorded = await conductor.parts.ledger.sources();
    conductor.repo.commit({ 'sites/a.yaml': null, 'site/a.yaml': redistribution({ packages: [1, 2, 3] }) });
    await expect(conductor.apply()).rejects.toMatchObject({ code: 'DPS3053' });
    expect(await conductor.parts.ledger.sources()).toEqual(recorded);
    conductor.repo.commit({ 'sites/a.yaml': redistribution({ packages: [1, 2, 3] }) });
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1', '3>1']);
  });
});
