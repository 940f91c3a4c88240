import { expect, it } from 'vitest';
import { checkVisible } from '../../src/inspect/visible.ts';
import { type GroupName, groupKey, type PackageId, parseEntry } from '../../src/model/entry.ts';
import type { SitePackage } from '../../src/model/site/facts.ts';
import { makeSite } from './make/site.ts';

const entries = ['P01/P0100012/campus', 'P01/P0100012/branch', 'P01/P0100013/campus'].flatMap(
  (text) => parseEntry(text) ?? [],
);

/** A site that shows these groups and packages, and keeps what it was asked for. */
function siteShowing(groups: readonly string[], packages: readonly string[]) {
  const asked: (readonly string[])[] = [];
  const site = makeSite({
    findGroups: async (names: readonly GroupName[]) => {
      asked.push(names);
      return new Map(groups.map((name) => [groupKey(name), [{ id: `{${name}}`, name, members: 1 }]]));
    },
    findPackages: async (ids: readonly PackageId[]) => {
      asked.push(ids);
      return new Map(packages.map((id) => [id as PackageId, { id } as SitePackage]));
    },
  });
  return { site, asked };
}

it('is well where every declared group and package is shown, each asked for once', async () => {
  const { site, asked } = siteShowing(['Campus', 'Branch'], ['P0100012', 'P0100013']);
  expect(await checkVisible('site P01', { site, entries, signal: undefined })).toMatchObject([
    { kind: 'ok', title: 'shows all 2 groups and 2 packages that are declared' },
  ]);
  expect(asked).toEqual([
    ['campus', 'branch'],
    ['P0100012', 'P0100013'],
  ]);
});

it('warns where some are not: missing, or not for this account', async () => {
  const { site } = siteShowing(['Campus'], ['P0100012']);
  expect(await checkVisible('site P01', { site, entries, signal: undefined })).toMatchObject([
    {
      kind: 'warning',
      title: 'does not show 2 of 2 groups and 2 packages that are declared',
      detail: 'branch, P0100013',
    },
  ]);
});

it('asks nothing where nothing is declared', async () => {
  expect(await checkVisible('site P01', { site: makeSite(), entries: [], signal: undefined })).toMatchObject([
    { kind: 'ok' },
  ]);
});
