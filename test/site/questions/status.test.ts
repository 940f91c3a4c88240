import { describe, expect, it } from 'vitest';
import { answering, makeScriptedSite } from '../../make/site/scripted-site.ts';
import { rejection } from '../contract.ts';
import { packageId } from '../facts-contract.ts';

const PAIR = { groupId: '{6617708D-0F98-4898-8D05-9E882C23DCB2}', package: packageId('P0100012') };
const ROW = {
  GroupID: PAIR.groupId,
  PackageID: PAIR.package,
  DPName: 'DP01.corp.example',
  InsString2: null,
  MessageState: 1,
  MessageID: 2330,
  StatusTime: '2026-11-20T08:00:00Z',
};

async function statusOf(...rows: readonly object[]) {
  const value = rows.map((row) => ({ ...ROW, ...row }));
  const { connector } = await makeScriptedSite(() => answering(200, { value }));
  return connector.readStatus([PAIR]);
}

describe('the status of a point', () => {
  it.each([
    [0, 'unknown'],
    [1, 'success'],
    [2, 'inProgress'],
    [3, 'failed'],
    [4, 'failed'],
    [5, 'unknown'],
    [-1, 'unknown'],
    [null, 'unknown'],
  ])('with MessageState %s is %s', async (MessageState, state) => {
    expect(await statusOf({ MessageState })).toMatchObject([{ state }]);
  });

  it('is the newest one, in whatever order they come', async () => {
    const older = { MessageState: 3, StatusTime: '2026-11-20T07:59:59.9Z' };
    const newer = { MessageState: 2, StatusTime: '2026-11-20T10:00:00.1+02:00' };
    const newest = [{ state: 'inProgress', at: Date.UTC(2026, 10, 20, 8, 0, 0, 100) }];
    expect(await statusOf(older, newer)).toMatchObject(newest);
    expect(await statusOf(newer, older)).toMatchObject(newest);
  });

  it('without a time or an id is there, and older than any other', async () => {
    expect(await statusOf({ StatusTime: null, MessageID: null })).toMatchObject([{ at: 0, messageId: null }]);
    expect(await statusOf({ StatusTime: null, MessageState: 2 }, {})).toMatchObject([{ state: 'success' }]);
  });

  it('of another pair is not one of those asked for', async () => {
    expect(await statusOf({ PackageID: 'P0100013' }, { GroupID: '{}' }, { PackageID: "'" })).toEqual([]);
  });

  it.each([{ MessageState: '1' }, { StatusTime: 'x' }, { DPName: 1 }, { GroupID: null }])(
    'cannot be read with %o',
    async (change) => {
      expect(await rejection(statusOf(change))).toMatchObject({ code: 'DPS2042', consequence: 'wait' });
    },
  );
});
