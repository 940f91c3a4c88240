import { describe, expect, it, onTestFinished } from 'vitest';
import { type DoctorParts, inspect } from '../../src/inspect/doctor.ts';
import { type GroupName, groupKey, type PackageId } from '../../src/model/entry.ts';
import { Failure } from '../../src/model/failure.ts';
import type { SitePackage } from '../../src/model/site/facts.ts';
import { makeTempFolder } from '../make/temp-folder.ts';
import { makeLedger } from './make/ledger.ts';
import { makeSite } from './make/site.ts';
import { makeSource } from './make/source.ts';

/** A site that shows whatever it is asked for. */
const generous = () =>
  makeSite({
    findGroups: async (names: readonly GroupName[]) =>
      new Map(names.map((name) => [groupKey(name), [{ id: '{1}', name, members: 2 }]])),
    findPackages: async (ids: readonly PackageId[]) => new Map(ids.map((id) => [id, { id } as SitePackage])),
    readJobs: async () => [],
  });

/** Parts of which all is well, and what a test says otherwise. */
function makeParts(about: Partial<DoctorParts> = {}): DoctorParts {
  const folder = makeTempFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  const open = async () => makeLedger(['P01/P0100012/campus', 'XYZ/XYZ00001/other']);
  return {
    node: 'v24.21.0',
    gitVersion: async () => 'git version 2.51.0',
    configFile: '/etc/dpsync.yaml',
    sources: [makeSource(['office.yaml'])],
    ledger: { file: `${folder.path}/dpsync.db`, folder: folder.path, open },
    sites: [{ site: generous(), findMethodParameter: async () => ({ type: 'String', sent: true }) }],
    now: Date.UTC(2026, 10, 23, 12),
    ...about,
  };
}

const notOk = async (parts: DoctorParts) =>
  (await inspect(parts))
    .filter(({ kind }) => kind !== 'ok')
    .map(({ subject, title }) => `${subject}: ${title}`);

describe('doctor', () => {
  it('finds everything well, in the order from this machine to the sites', async () => {
    const found = await inspect(makeParts());
    expect(found.filter(({ kind }) => kind !== 'ok')).toEqual([]);
    expect([...new Set(found.map(({ subject }) => subject))]).toEqual([
      'node',
      'git',
      'config',
      'source content',
      'ledger',
      'site P01',
    ]);
    expect(found).toContainEqual(
      expect.objectContaining({ subject: 'config', title: 'is valid', detail: '/etc/dpsync.yaml' }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({ title: 'shows all 1 group and 1 package that are declared' }),
    );
  });

  it('goes on whatever fails: each failure is that of its own thing', async () => {
    const fails = (code: string) => () => Promise.reject(new Failure({ code }, `${code} happened.`));
    const parts = makeParts({
      gitVersion: fails('DPS3001'),
      sources: [makeSource([], { fetch: fails('DPS3010') }), makeSource(['a.yaml'], { name: 'servers' })],
      sites: [
        { site: makeSite({ probe: fails('DPS2012') }) },
        { site: { ...generous(), readJobs: fails('DPS2040') } },
      ],
    });
    expect(await notOk(parts)).toEqual([
      'git: cannot be looked at',
      'source content: cannot be fetched',
      'site P01: shows a certificate that is not trusted',
      'site P01: was not asked how its ReDistributePackage is called',
      'site P01: cannot be looked at',
    ]);
  });

  it('checks a site as far as it can where the ledger cannot be used', async () => {
    const { ledger } = makeParts();
    const open = () => Promise.reject(new Failure({ code: 'DPS2504' }, 'The ledger is damaged.'));
    expect(await notOk(makeParts({ ledger: { ...ledger, open } }))).toEqual([
      'ledger: cannot be used',
      'site P01: was not asked about what is declared, for the ledger cannot be used',
    ]);
  });

  it('says what to do about everything that is not well, and about nothing else', async () => {
    const parts = makeParts({ node: 'v20.1.0', sources: [makeSource([])], sites: [{ site: makeSite() }] });
    const found = await inspect(parts);
    expect(found.filter(({ kind, remedy }) => (kind === 'ok') !== (remedy === null))).toEqual([]);
    expect(found.filter(({ kind }) => kind !== 'ok').length).toBeGreaterThan(3);
  });
});
