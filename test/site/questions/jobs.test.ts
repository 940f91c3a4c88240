import { describe, expect, it } from 'vitest';
import { answering, makeScriptedSite } from '../../make/site/scripted-site.ts';
import { rejection } from '../contract.ts';
import { packageId } from '../facts-contract.ts';

const ID = packageId('P0100012');
const ROW = {
  ...{ JobID: 1, PkgID: 'P0100012', NALPath: 'x', State: 3, Action: 2 },
  CreationTime: '2026-11-20T08:00:00Z',
};

async function jobs(text: string) {
  const { connector } = await makeScriptedSite(() => answering(200, text));
  return connector.readJobs([ID]);
}

async function answeredWith(...rows: readonly object[]) {
  return jobs(JSON.stringify({ value: rows }));
}

describe('a job', () => {
  it.each([
    [0, 'waiting'],
    [1, 'waiting'],
    [2, 'running'],
    [3, 'running'],
    [4, 'waiting'],
    [5, 'done'],
    [6, 'failed'],
    [7, 'failed'],
    [8, 'waiting'],
    [9, 'waiting'],
    [null, 'waiting'],
  ])('in State %s is %s', async (State, state) => {
    expect(await answeredWith({ ...ROW, State })).toMatchObject([{ state }]);
  });

  it.each([
    [2, true],
    [1, false],
    [3, false],
    [null, false],
  ])('with Action %s sends everything: %s', async (Action, sendsAll) => {
    expect(await answeredWith({ ...ROW, Action })).toMatchObject([{ sendsAll }]);
  });

  it('has an id of its own, even where a JSON number could not hold it', async () => {
    const ids = ['72057594037927937', '72057594037927938', '18446744073709551615'];
    const rows = ids.map((id) => JSON.stringify(ROW).replace('"JobID":1', `"JobID":${id}`));
    const found = await jobs(`{"value":[${[...rows, JSON.stringify({ ...ROW, JobID: '17' })]}]}`);
    expect(found.map(({ id }) => id)).toEqual([...ids, '17']);
  });

  it('without a time is as old as can be', async () => {
    expect(await answeredWith({ ...ROW, CreationTime: null })).toMatchObject([{ createdAt: 0 }]);
  });

  it('of another package is not one of those asked for', async () => {
    expect(await answeredWith({ ...ROW, PkgID: 'P0100013' }, { ...ROW, PkgID: '' })).toEqual([]);
  });

  it.each([{ JobID: null }, { State: '3' }, { CreationTime: 'x' }, { NALPath: null }])(
    'cannot be read with %o',
    async (change) => {
      const failure = await rejection(answeredWith({ ...ROW, ...change }));
      expect(failure).toMatchObject({ code: 'DPS2042', consequence: 'wait' });
    },
  );
});
