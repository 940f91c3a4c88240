import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passSource } from '../../../src/reconcile/source-pass.ts';
import { readStatus } from '../../../src/reconcile/views/status.ts';
import { approveRun } from '../../make/approve-run.ts';
import { makeSshKey, signWith } from '../../make/git/signing.ts';
import { describeWith, findProgram } from '../../make/needs.ts';
import { redistribution, redistributions, type Written } from '../../make/noun/redistribution.ts';
import { type Conductor, makeConductor, type Wish } from '../../make/process/conductor.ts';
import { actionsOf } from '../../make/short-names.ts';
import { makeTempFolder, type TempFolder } from '../../make/temp-folder.ts';

const HOUR = 3_600_000;
/** An hour after every conductor begins. */
const LATER = '2026-11-23T13:00:00Z';

/** One entry that is due now and may be called in an hour. */
const later = (written: Written) => redistribution({ notBefore: LATER, ...written });

describeWith('ssh-keygen', findProgram('ssh-keygen'), () => {
  let folder: TempFolder;
  let ada: ReturnType<typeof makeSshKey>;
  let eve: ReturnType<typeof makeSshKey>;

  beforeAll(() => {
    folder = makeTempFolder();
    ada = makeSshKey(folder.path, 'ada');
    eve = makeSshKey(folder.path, 'eve');
  });

  afterAll(() => folder[Symbol.dispose]());

  /** What the config says of a source whose commits Ada signs. */
  const signers = (...keys: readonly { readonly publicKey: string }[]) => {
    const file = join(folder.path, 'signers');
    writeFileSync(file, keys.map(({ publicKey }) => `somebody ${publicKey}\n`).join(''));
    return { verify: { sshAllowedSigners: file } };
  };
  const makeSigned = (more: Wish = {}) => makeConductor({ forms: { content: signers(ada) }, ...more });

  /** Commits to the source `content`; null signs nothing. */
  function commit({ repo }: Conductor, key: typeof ada | null, files: Parameters<typeof repo.commit>[0]) {
    signWith(repo, key);
    return repo.commit(files);
  }

  async function held(conductor: Conductor) {
    return actionsOf((await conductor.apply()).after);
  }

  it('calls what a signed commit brings, and nothing of one that is not, until it is', async () => {
    await using conductor = await makeSigned();
    commit(conductor, ada, { 'a.yaml': redistribution(), 'b.yaml': later({ packages: [2] }) });
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1']);
    conductor.now += HOUR;
    const bad = commit(conductor, null, { 'c.yaml': redistribution({ packages: [3] }) });
    expect(actionsOf(await conductor.plan())).toEqual({ '2>1': 'redistribute', '3>1': 'unverified' });
    expect(await held(conductor)).toEqual({ '2>1': 'unchanged', '3>1': 'unverified' });
    await conductor.reopen();
    expect(await held(conductor)).toEqual({ '3>1': 'unverified' });
    expect(conductor.taken).toEqual(['1>1', '2>1']);
    const message = `commit ${bad.slice(0, 10)} of content is not signed`;
    expect(await readStatus([], conductor.parts)).toMatchObject([{ sync: 'Held', message }]);
    expect(conductor.events).toContainEqual({
      ...{
        type: 'unverified',
        source: 'content',
        commit: bad,
        message: `${message}: what it brings is held`,
      },
    });
    commit(conductor, ada, { 'readme.md': 'seen and signed' });
    await conductor.apply();
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1', '3>1']);
    expect(await readStatus([], conductor.parts)).toEqual([]);
  });

  it('takes a signature by somebody else for none, and follows the keys of the operator', async () => {
    await using conductor = await makeSigned();
    commit(conductor, eve, { 'a.yaml': redistribution() });
    expect(await held(conductor)).toEqual({ '1>1': 'unverified' });
    expect((await readStatus([], conductor.parts))[0]?.message).toContain('is signed by the SSH key SHA256:');
    signers(ada, eve);
    expect(actionsOf(await conductor.plan())).toEqual({ '1>1': 'redistribute' });
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1']);
  });

  it.each<[string, Written, Written]>([
    ['suspend', { suspend: true }, {}],
    ['notBefore', { notBefore: LATER }, {}],
    ['revision', { notBefore: LATER }, { revision: '2' }],
    ['reason', { reason: 'because', notBefore: LATER }, { reason: 'CHG1' }],
  ])('lets no unsigned commit set free what was planned before, by its %s', async (_, before, after) => {
    await using conductor = await makeSigned();
    commit(conductor, ada, { 'a.yaml': redistribution(before) });
    await conductor.apply();
    commit(conductor, null, { 'a.yaml': redistribution(after) });
    expect(await held(conductor)).toEqual({ '1>1': 'unverified' });
    commit(conductor, null, { 'a.yaml': redistribution({ ...before, notBefore: '2020-01-01T00:00:00Z' }) });
    const { '1>1': by } = await held(conductor);
    expect(by).toBe('suspend' in before ? 'suspended' : 'unverified');
    expect(conductor.taken).toEqual([]);
  });

  describe('an unsigned commit that takes something away', () => {
    it('ends no conflict', async () => {
      await using conductor = await makeSigned();
      commit(conductor, ada, { 'a.yaml': redistribution(), 'b.yaml': redistribution({ revision: '2' }) });
      expect(await held(conductor)).toEqual({ '1>1': 'conflict' });
      commit(conductor, null, { 'b.yaml': null });
      expect(await held(conductor)).toEqual({ '1>1': 'unverified' });
      await conductor.reopen();
      expect(await held(conductor)).toEqual({ '1>1': 'unverified' });
    });

    it.each<[string, string | null]>([
      ['by removing it', null],
      ['by changing it', redistribution({ wave: 5 })],
      ['by sending it back', redistribution({ revision: '0' })],
    ])('lets no higher wave start, %s', async (_, instead) => {
      await using conductor = await makeSigned();
      commit(conductor, ada, {
        'a.yaml': later({ wave: 0 }),
        'b.yaml': redistribution({ packages: [2], wave: 1 }),
        'c.yaml': later({ packages: [3], wave: 0 }),
      });
      expect(await held(conductor)).toMatchObject({ '2>1': 'wave' });
      commit(conductor, null, { 'a.yaml': instead });
      conductor.now += HOUR;
      expect(await held(conductor)).toMatchObject({ '2>1': 'unverified', '3>1': 'unchanged' });
      expect(await held(conductor)).toMatchObject({ '2>1': 'unverified' });
      expect(conductor.taken).toEqual(['3>1']);
    });

    it.each([
      ['brings no run within its budget', false, { '1>1': 'unverified', '2>1': 'unverified' }],
      ['leaves the rest of a run that was approved', true, { '1>1': 'unchanged', '2>1': 'unchanged' }],
    ])('%s', async (_, isApproved, expected) => {
      await using conductor = await makeSigned({ guards: { firstRun: 'apply', maxCallsPerRun: 2 } });
      const files = [1, 2, 3].map((number) => [`${number}.yaml`, later({ packages: [number] })]);
      commit(conductor, ada, Object.fromEntries(files));
      const { after } = await conductor.apply();
      const run = after.planned.plan.entries[0]?.run ?? '';
      if (isApproved) await approveRun(run, null, conductor.parts);
      commit(conductor, null, { '3.yaml': null });
      conductor.now += HOUR;
      expect(await held(conductor)).toMatchObject(expected);
    });
  });

  describe('what was planned before stays', () => {
    it('where the same files are read again under another config', async () => {
      await using conductor = await makeSigned({ sites: ['P01', 'P02'] });
      commit(conductor, ada, { 'a.yaml': later({ site: 'P01' }) });
      await conductor.apply();
      commit(conductor, null, { 'b.yaml': later({ site: 'P01', packages: [2] }) });
      await conductor.apply();
      await conductor.reopen({ sites: ['P01'] });
      conductor.now += HOUR;
      expect(await held(conductor)).toEqual({ '1>1': 'unchanged', '2>1': 'unverified' });
    });

    it('where signatures were not asked for until now', async () => {
      await using conductor = await makeConductor();
      commit(conductor, null, { 'a.yaml': later({}) });
      await conductor.apply();
      await conductor.reopen({ forms: { content: signers(ada) } });
      conductor.now += HOUR;
      commit(conductor, null, { 'b.yaml': redistribution({ packages: [2] }) });
      expect(await held(conductor)).toEqual({ '1>1': 'unchanged', '2>1': 'unverified' });
    });

    it('in every other source', async () => {
      await using conductor = await makeSigned({ sources: ['content', 'second'] });
      commit(conductor, null, { 'a.yaml': redistribution() });
      conductor.repoOf('second').commit({ 'b.yaml': redistributions({ packages: [2] }) });
      expect(await held(conductor)).toEqual({ '1>1': 'unverified', '2>1': 'unchanged' });
    });
  });

  describe('a source on its first run', () => {
    it('is held by its signature, too, once it is released', async () => {
      await using conductor = await makeSigned({ guards: { firstRun: 'hold' } });
      commit(conductor, null, { 'a.yaml': redistribution() });
      expect(await held(conductor)).toEqual({ '1>1': 'firstRun' });
      const { after } = await conductor.apply({ firstRun: true });
      expect(actionsOf(after)).toEqual({ '1>1': 'unverified' });
      expect(conductor.taken).toEqual([]);
    });

    it('is adopted by an operator whoever signed it, and by the guard only where it is signed', async () => {
      await using conductor = await makeSigned({ guards: { firstRun: 'adopt' } });
      commit(conductor, null, { 'a.yaml': redistribution() });
      expect(await held(conductor)).toEqual({ '1>1': 'firstRun' });
      expect((await conductor.adopt()).entries).toHaveLength(1);
      expect(await held(conductor)).toEqual({});
      expect(conductor.taken).toEqual([]);
    });
  });

  it('is on record once more where only the keys changed', async () => {
    await using conductor = await makeSigned();
    const head = commit(conductor, eve, { 'a.yaml': redistribution() });
    await conductor.apply();
    const writer = await conductor.parts.ledger.acquire('dpsync run');
    const [source] = conductor.parts.sources;
    const pass = () => passSource({ source: source?.id ?? '', commit: head }, writer, conductor.parts);
    expect((await pass()).told).toBeNull();
    signers(ada, eve);
    const { told, pass: after } = await pass();
    expect(told).toMatchObject({ commit: head, due: 1, held: 0 });
    expect(actionsOf(after)).toEqual({ '1>1': 'redistribute' });
    expect((await pass()).told).toBeNull();
    await writer.close();
  });
});

describe('the reason', () => {
  const asking = (reason: object) => ({ forms: { content: { reason } } });

  it('holds what has none, or another than the config asks for, and calls nothing twice', async () => {
    await using conductor = await makeConductor(asking({ required: true, pattern: '^CHG\\d{7}' }));
    conductor.repo.commit({
      'a.yaml': redistribution({ reason: 'CHG0012345 a disk was replaced' }),
      'b.yaml': redistributions({ packages: [2] }, { packages: [3], reason: 'because' }),
    });
    const { after, report } = await conductor.apply();
    expect(actionsOf(after)).toEqual({ '1>1': 'unchanged', '2>1': 'policy', '3>1': 'policy' });
    expect(report.held.map((entry) => entry.held?.message)).toEqual([
      'the reason in b.yaml is missing',
      'the reason in b.yaml does not fit ^CHG\\d{7}',
    ]);
    expect((await readStatus([], conductor.parts)).map(({ sync }) => sync)).toEqual(['Held', 'Held']);
    conductor.repo.commit({
      'a.yaml': redistribution({ reason: 'no more' }),
      'b.yaml': redistributions(
        { packages: [2], reason: 'CHG0012346' },
        { packages: [3], reason: 'because' },
      ),
    });
    expect(actionsOf((await conductor.apply()).after)).toMatchObject({ '3>1': 'policy' });
    expect(conductor.taken).toEqual(['1>1', '2>1']);
    await conductor.reopen({ forms: {} });
    await conductor.apply();
    expect(conductor.taken).toEqual(['1>1', '2>1', '3>1']);
  });
});
