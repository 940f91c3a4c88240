import { describe, expect, it } from 'vitest';
import type { SimulatorOptions } from '../../../src/simulator/options.ts';
import { answering, makeScriptedSite } from '../../make/site/scripted-site.ts';
import { makeSimulatedSite, type SimulatedSite } from '../../make/site/simulated-site.ts';
import { groupNames, rejection } from '../contract.ts';
import { packageAt, packageIds, pairAt, pairsOf } from '../facts-contract.ts';

const TOO_LARGE = answering(200, ' '.repeat(8 * 1024 * 1024 + 1));

/** How many packages a request asks for. */
function packagesIn(url: string): number {
  return decodeURIComponent(url).match(/PackageID eq/g)?.length ?? 0;
}

function longest({ requests, url }: SimulatedSite): number {
  return Math.max(...requests.map((request) => new URL(url).origin.length + request.url.length));
}

async function preflight({ site, connector }: Pick<SimulatedSite, 'site' | 'connector'>): Promise<void> {
  const pairs = pairsOf(site);
  const groups = await connector.findGroups(groupNames(...site.groups.map(({ name }) => name)));
  await connector.probe();
  const packages = await connector.findPackages(packageIds(site));
  const assigned = await connector.findAssignments(pairs);
  const members = await connector.readMembers(site.groups.map(({ id }) => id));
  await connector.readJobs(packageIds(site));
  const status = await connector.readStatus(pairs);
  expect([groups.size, packages.size, assigned.size, members.size]).toEqual([
    site.groups.length,
    site.packages.length,
    pairs.length,
    site.groups.length,
  ]);
  expect(status).toHaveLength(pairs.length * (site.groups[0]?.points.length ?? 0));
}

describe('a thousand entries', () => {
  it.each<readonly [string, SimulatorOptions, number]>([
    ['100 packages in 10 groups', { groups: 10, packages: 100 }, 12],
    ['10 packages in 100 groups', { groups: 100, packages: 10 }, 14],
    ['1,000 packages in one group', { groups: 1, packages: 1000 }, 52],
  ])('take few requests, none longer than 4 KB: %s', async (_what, simulation, most) => {
    const made = await makeSimulatedSite(simulation);
    await preflight(made);
    expect(made.requests.length).toBeLessThanOrEqual(most);
    expect(longest(made)).toBeLessThanOrEqual(4096);
  });

  it('take 40 requests at most for their status, even where no two share a group or a package', async () => {
    const made = await makeSimulatedSite({ groups: 1000, packages: 1000, members: 1 });
    const pairs = Array.from({ length: 1000 }, (_, number) => pairAt(made.site, number, number));
    expect(await made.connector.readStatus(pairs)).toHaveLength(1000);
    expect(made.requests.length).toBeLessThanOrEqual(40);
    expect(longest(made)).toBeLessThanOrEqual(4096);
  });

  it('are read page by page where the site gives pages', async () => {
    const made = await makeSimulatedSite({ groups: 4, packages: 10, members: 3, pageSize: 7 });
    await preflight(made);
  });
});

describe('an answer that is larger than is read', () => {
  it('is asked for again in halves, until each is small enough', async () => {
    const { site, connector, requests } = await makeScriptedSite(
      (request) => (request.kind === 'read' && packagesIn(request.url) > 2 ? TOO_LARGE : undefined),
      { simulation: { groups: 1, packages: 5, members: 2 } },
    );
    expect(await connector.readStatus(pairsOf(site))).toHaveLength(10);
    // All five; then three of them, as two and one; then the other two.
    expect(requests.map(({ url }) => packagesIn(url))).toEqual([5, 3, 2, 1, 2]);
  });

  it('is a failure where it is for one entry alone', async () => {
    const { site, connector, requests } = await makeScriptedSite(() => TOO_LARGE);
    const failure = await rejection(connector.readJobs([packageAt(site, 0), packageAt(site, 1)]));
    expect(failure).toMatchObject({ code: 'DPS2045', consequence: 'wait' });
    expect(requests).toHaveLength(2);
  });

  it('is the only failure that is asked about again', async () => {
    const { site, connector, requests } = await makeScriptedSite(() => answering(503, ''));
    expect(await rejection(connector.readStatus(pairsOf(site)))).toMatchObject({ code: 'DPS2025' });
    expect(requests).toHaveLength(1);
  });
});

describe('what is asked of each class', () => {
  it('is its rows of these items, and only the properties that are used', async () => {
    const { site, connector, requests } = await makeSimulatedSite({ groups: 1, packages: 1 });
    const [group] = site.groups;
    const [id] = packageIds(site);
    await preflight({ site, connector });
    await connector.readStatusOfPackages(packageIds(site));
    const asked = requests.map(({ url }) => decodeURIComponent(url).replace('/AdminService/wmi/', ''));
    const pair = (property: string) => `((GroupID eq '${group?.id}') and (${property} eq '${id}'))`;
    const status = 'GroupID,PackageID,DPName,InsString2,MessageState,MessageID,StatusTime';
    expect(asked).toEqual([
      "SMS_DistributionPointGroup?$filter=Name eq 'Branch Offices 01'&$select=GroupID,Name,MemberCount",
      'SMS_Identification?$select=ThisSiteCode',
      `SMS_PackageBaseclass?$filter=PackageID eq '${id}'&$select=PackageID,Name,PackageSize,PackageType,PkgSourceFlag,SourceVersion,SourceDate,LastRefreshTime`,
      `SMS_DPGroupPackages?$filter=${pair('PkgID')}&$select=GroupID,PkgID`,
      `SMS_DPGroupMembers?$filter=GroupID eq '${group?.id}'&$select=GroupID,DPNALPath`,
      'SMS_Site?$select=SiteCode,ServerName',
      `SMS_DistributionJob?$filter=PkgID eq '${id}'&$select=JobID,PkgID,NALPath,State,Action,CreationTime`,
      `SMS_DPGroupDistributionStatusDetails?$filter=${pair('PackageID')}&$select=${status}`,
      `SMS_DPGroupDistributionStatusDetails?$filter=PackageID eq '${id}'&$select=${status}`,
    ]);
  });
});
