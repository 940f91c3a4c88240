import { describe, expect, it } from 'vitest';
import type { SitePackage } from '../../../src/model/site/facts.ts';
import { answering, makeScriptedSite } from '../../make/site/scripted-site.ts';
import { rejection } from '../contract.ts';
import { packageId } from '../facts-contract.ts';

const ID = packageId('P0100012');
const ROW = {
  PackageID: 'P0100012',
  Name: 'Office',
  PackageSize: 1,
  PackageType: 0,
  PkgSourceFlag: 2,
  SourceVersion: 3,
  SourceDate: '2026-11-20T08:00:00Z',
  LastRefreshTime: '2026-11-20T09:00:00Z',
};

async function answeredWith(...rows: readonly object[]) {
  const { connector } = await makeScriptedSite(() => answering(200, { value: rows }));
  return connector.findPackages([ID]);
}

async function found(change: object): Promise<SitePackage | undefined> {
  return (await answeredWith({ ...ROW, ...change })).get(ID);
}

describe('a package of the site', () => {
  it('is as large as a site can say, to the byte', async () => {
    const bytes = (await found({ PackageSize: 4_294_967_295 }))?.bytes ?? 0;
    expect(bytes).toBe(4_398_046_510_080);
    // 4 GB to a thousand distribution points is still counted exactly.
    const four = (await found({ PackageSize: 4_194_303 }))?.bytes ?? 0;
    expect([four, four * 1000]).toEqual([4_294_966_272, 4_294_966_272_000]);
  });

  it.each([
    [{ PackageType: 4, PkgSourceFlag: 1 }, 'taskSequence'],
    [{ PackageType: 0, PkgSourceFlag: 1 }, 'none'],
    [{ PackageType: 8, PkgSourceFlag: 2 }, 'files'],
    [{ PackageType: null, PkgSourceFlag: null }, 'files'],
  ])('with %o has content: %s', async (change, content) => {
    expect((await found(change))?.content).toBe(content);
  });

  it('is null in whatever the site does not say', async () => {
    const nothing = {
      Name: null,
      PackageSize: null,
      SourceVersion: null,
      SourceDate: null,
      LastRefreshTime: null,
    };
    expect(await found(nothing)).toEqual({
      id: ID,
      name: ID,
      bytes: null,
      content: 'files',
      sourceVersion: null,
      refreshedAt: null,
      sourceChangedAt: null,
    });
  });

  it('keeps its name, whatever it is', async () => {
    const name = `"'; DROP\u0000\u202e</script>${'x'.repeat(5000)}`;
    expect((await found({ Name: name }))?.name).toBe(name);
  });

  it('is known by its id in any case, and no other is taken for it', async () => {
    expect((await found({ PackageID: 'p0100012' }))?.id).toBe(ID);
    const others = ['P0100013', 'P010001', '', '__proto__', 'P0100012 '];
    expect(await answeredWith(...others.map((PackageID) => ({ ...ROW, PackageID })))).toEqual(new Map());
  });

  it.each([
    { PackageSize: '1' },
    { PackageSize: -1 },
    { PackageType: 'x' },
    { LastRefreshTime: 'yesterday' },
    { LastRefreshTime: 0 },
    { PackageID: 1 },
    { Name: {} },
  ])('cannot be read with %o', async (change) => {
    expect(await rejection(found(change))).toMatchObject({ code: 'DPS2042', consequence: 'wait' });
  });
});
