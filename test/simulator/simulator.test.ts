import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import {
  call,
  callPath,
  get,
  METHOD,
  post,
  type Row,
  rows,
  start,
  where,
} from '../make/site/asked-simulator.ts';
import { makeTempFolder } from '../make/temp-folder.ts';

describe('what can be read', () => {
  it('is groups, packages, members and distribution points of the numbers asked for', async () => {
    const simulator = await start({ groups: 4, packages: 7, members: 3 });
    const count = async (name: string) => (await rows(simulator, name)).length;
    expect(await count('SMS_DistributionPointGroup')).toBe(4);
    expect(await count('SMS_PackageBaseclass')).toBe(7);
    expect(await count('SMS_DPGroupPackages')).toBe(28);
    expect(await count('SMS_DPGroupMembers')).toBe(12);
    // Neighbours share one: 4 × 3 − 3.
    expect(await count('SMS_DistributionPointInfo')).toBe(9);
    expect(await count('SMS_DistributionJob')).toBe(0);
    expect(await count('SMS_DPGroupDistributionStatusDetails')).toBe(84);
  });

  it('is named alike every time', async () => {
    const simulator = await start({ groups: 2, packages: 20 });
    const groups = await rows(simulator, 'SMS_DistributionPointGroup');
    expect(groups[0]).toMatchObject({ Name: 'Branch Offices 01', MemberCount: 4, SourceSite: 'P01' });
    expect(groups[0]?.GroupID).toMatch(/^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/);
    const packages = await rows(simulator, 'SMS_PackageBaseclass');
    expect(packages.map((row) => row.PackageID).slice(14, 17)).toEqual(['P010000F', 'P0100010', 'P0100011']);
    const again = await start({ groups: 2, packages: 20 });
    expect(await rows(again, 'SMS_DistributionPointGroup')).toMatchObject(
      groups.map(({ GroupID, Name }) => ({ GroupID, Name })),
    );
    expect(again.site.packages).toEqual(simulator.site.packages);
  });

  it('is the site itself', async () => {
    const simulator = await start({ code: 'xyz' });
    expect(await rows(simulator, 'SMS_Identification')).toMatchObject([{ ThisSiteCode: 'XYZ' }]);
    expect(await rows(simulator, 'sms_site')).toMatchObject([{ SiteCode: 'XYZ', Type: 2 }]);
  });

  it('is one point on the site server, in the first group', async () => {
    const simulator = await start({ groups: 2 });
    const [server] = await rows(simulator, 'SMS_Site');
    const points = await rows(simulator, 'SMS_DistributionPointInfo');
    const local = points.filter((row) => row.ServerName === server?.ServerName);
    expect(local).toMatchObject([{ GroupCount: 1 }]);
    expect(local[0]?.NALPath).toBe(
      '["Display=\\\\CM01.corp.example\\"]MSWNET:["SMS_SITE=P01"]\\\\CM01.corp.example\\',
    );
  });

  it('can be filtered, picked and cut', async () => {
    const simulator = await start({ groups: 12 });
    const query = `${where("Name eq 'BRANCH OFFICES 02' or Name eq 'branch offices 03'")}&$select=Name`;
    expect(await rows(simulator, `SMS_DistributionPointGroup${query}`)).toEqual([
      { Name: 'Branch Offices 02' },
      { Name: 'Branch Offices 03' },
    ]);
    const cut = await rows(simulator, 'SMS_DistributionPointGroup?$select=Name&$skip=10&$top=5');
    expect(cut).toEqual([{ Name: 'Branch Offices 11' }, { Name: 'Branch Offices 12' }]);
    expect(await rows(simulator, 'SMS_DistributionPointGroup?$top=0')).toEqual([]);
  });

  it('comes in pages, with the same filter, up to the top', async () => {
    const simulator = await start({ packages: 10, groups: 3, pageSize: 4 });
    const [first] = simulator.site.groups;
    const seen: Row[][] = [];
    let next: string | undefined = `SMS_DPGroupPackages${where(`GroupID eq '${first?.id}'`)}&$top=9`;
    while (next !== undefined) {
      const { body } = await get(simulator, next);
      seen.push(body.value as Row[]);
      next = (body['@odata.nextLink'] as string | undefined)?.replace(`${simulator.url}/wmi/`, '');
    }
    expect(seen.map((page) => page.length)).toEqual([4, 4, 1]);
    expect(seen.flat().map((row) => row.PkgID)).toEqual(
      simulator.site.packages.slice(0, 9).map((content) => content.id),
    );
  });

  it('is described', async () => {
    const simulator = await start();
    const text = await (await fetch(`${simulator.url}/wmi/$metadata`)).text();
    expect(text).toContain('<Action Name="ReDistributePackage" IsBound="true">');
    expect(text).toContain('<Parameter Name="PackageID" Type="Edm.String"/>');
    expect(text).toContain('<EntitySet Name="SMS_DistributionJob"');
  });

  it.each([
    ['SMS_DistributionPointGroup?$filter=Name%20like%20%27x%27', 400],
    ['SMS_DistributionPointGroup?$filter=Nam%20eq%20%27x%27', 400],
    ['SMS_DistributionPointGroup?$select=Nam', 400],
    ['SMS_DistributionPointGroup?$filter=MemberCount%20eq%201&$filter=MemberCount%20eq%202', 400],
    ['SMS_DistributionPointGroup?$top=x', 400],
    ['SMS_DistributionPointGroup?$orderby=Name', 400],
    ['SMS_Nothing', 404],
    ['../v1.0/Device', 404],
  ])('%s is refused with %i', async (address, status) => {
    const answer = await get(await start(), address);
    expect(answer).toMatchObject({
      status,
      body: { error: { code: expect.any(String), message: expect.any(String) } },
    });
  });
});

describe('a call', () => {
  it('is taken and answered in the words of the AdminService', async () => {
    const simulator = await start();
    const response = await call(simulator);
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      '@odata.context': `${simulator.url}/wmi/$metadata#__PARAMETERS`,
      ReturnValue: 0,
    });
    expect(simulator.site.calls).toHaveLength(1);
  });

  it.each([
    ['an unknown group', `SMS_DistributionPointGroup('%7B0%7D')/${METHOD}`, '{"PackageID":"P0100001"}', 404],
    ['another class', `SMS_Site('P01')/${METHOD}`, '{"PackageID":"P0100001"}', 404],
    ['another method', 'GROUP/AdminService.RemovePackages', '{"PackageIDs":["P0100001"]}', 404],
    ['an array', `GROUP/${METHOD}`, '{"PackageID":["P0100001"]}', 400],
    ['no parameter', `GROUP/${METHOD}`, '{}', 400],
    ['one parameter too many', `GROUP/${METHOD}`, '{"PackageID":"P0100001","Now":true}', 400],
    ['an unknown package', `GROUP/${METHOD}`, '{"PackageID":"P01FFFFF"}', 400],
    ['no JSON', `GROUP/${METHOD}`, '{"PackageID":', 400],
    ['null', `GROUP/${METHOD}`, 'null', 400],
  ])('with %s is refused and not taken', async (_what, path, body, status) => {
    const simulator = await start();
    const group = callPath(simulator).replace(`/${METHOD}`, '');
    const response = await post(simulator, path.replace('GROUP', group), body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { message: expect.any(String) } });
    expect(simulator.site.calls).toEqual([]);
  });

  it('needs the token where there is one', async () => {
    const simulator = await start({ token: 'secret' });
    expect((await call(simulator)).status).toBe(401);
    expect((await get(simulator, 'SMS_Site')).status).toBe(401);
    const body = JSON.stringify({ PackageID: 'P0100001' });
    const response = await post(simulator, callPath(simulator), body, { authorization: 'Bearer secret' });
    expect(response.status).toBe(201);
  });

  it('makes jobs and then status rows, each time anew, and nothing on the site server', async () => {
    let now = 1_800_000_000_000;
    const simulator = await start({ groups: 1, members: 3, lag: 1000, distribute: 4000, clock: () => now });
    const [group] = simulator.site.groups;
    const [content] = simulator.site.packages;
    const pair = where(`GroupID eq '${group?.id}' and PackageID eq '${content?.id}'`);
    const states = async () => [
      (await rows(simulator, `SMS_DistributionJob${where(`PkgID eq '${content?.id}'`)}`)).map(
        (row) => row.State,
      ),
      (await rows(simulator, `SMS_DPGroupDistributionStatusDetails${pair}`)).map((row) => row.MessageState),
    ];
    expect(await states()).toEqual([[], [1, 1, 1]]);
    await call(simulator);
    expect(await states()).toEqual([
      [0, 0],
      [1, 1, 1],
    ]);
    now += 2000;
    expect(await states()).toEqual([
      [3, 3],
      [1, 2, 2],
    ]);
    const [job] = await rows(simulator, 'SMS_DistributionJob');
    expect(job).toMatchObject({
      Action: 2,
      TotalSize: content?.size,
      RemainingSize: Math.ceil((content?.size ?? 0) * 0.75),
    });
    now += 4000;
    expect(await states()).toEqual([
      [5, 5],
      [1, 1, 1],
    ]);
    await call(simulator);
    now += 2000;
    expect(await states()).toEqual([
      [5, 5, 3, 3],
      [1, 2, 2],
    ]);
    const [server, other] = await rows(simulator, `SMS_DPGroupDistributionStatusDetails${pair}`);
    expect(other?.StatusTime).toBe(new Date(now - 1000).toISOString());
    expect(Date.parse(String(server?.StatusTime))).toBeLessThan(1_800_000_000_000);
  });

  it('fails at the points that are broken, in both ways that a site says so', async () => {
    let now = 0;
    const simulator = await start({ groups: 1, brokenPoints: 2, lag: 1, distribute: 1, clock: () => now });
    await call(simulator);
    now = 10;
    const id = simulator.site.packages[0]?.id;
    const status = await rows(
      simulator,
      `SMS_DPGroupDistributionStatusDetails${where(`PackageID eq '${id}'`)}`,
    );
    expect(status.map((row) => row.MessageState)).toEqual([1, 1, 4, 3]);
    expect((await rows(simulator, 'SMS_DistributionJob')).map((row) => row.State)).toEqual([5, 6, 6]);
  });

  it('is seen at a point in every group that shares it', async () => {
    let now = 0;
    const simulator = await start({ groups: 2, lag: 1, distribute: 10, clock: () => now });
    await call(simulator, 0);
    now = 5;
    const query = where(`GroupID eq '${simulator.site.groups[1]?.id}' and PackageID eq 'P0100001'`);
    const status = await rows(simulator, `SMS_DPGroupDistributionStatusDetails${query}`);
    expect(status.map((row) => row.MessageState)).toEqual([2, 1, 1, 1]);
  });
});

describe('the log', () => {
  it('has the line of a call before its answer, also where no answer comes', async () => {
    using folder = makeTempFolder();
    const log = join(folder.path, 'calls.jsonl');
    const simulator = await start({ log, clock: () => 0 });
    const lines = () => readFileSync(log, 'utf8').trimEnd().split('\n');
    await call(simulator);
    expect(lines().map((line) => JSON.parse(line))).toEqual([
      {
        at: '1970-01-01T00:00:00.000Z',
        group: 'Branch Offices 01',
        groupId: simulator.site.groups[0]?.id,
        package: 'P0100001',
      },
    ]);
    simulator.site.script(() => ({ kind: 'drop', taken: true }));
    await expect(call(simulator)).rejects.toThrow();
    expect(lines()).toHaveLength(2);
    simulator.site.script(() => ({ kind: 'drop', taken: false }));
    await expect(call(simulator)).rejects.toThrow();
    expect(lines()).toHaveLength(2);
  });
});

describe('faults', () => {
  const options = { packages: 200, groups: 1, failRate: 0.3, dropBefore: 0.1, dropAfter: 0.1, seed: 7 };

  async function fates(simulator: Simulator, order: readonly number[]): Promise<readonly string[]> {
    const found: string[] = [];
    for (const content of order) {
      found[content] = await call(simulator, 0, content).then(
        async (response) =>
          `${response.status} ${JSON.stringify(await response.json())}`.replace(/"@odata.*?",/, ''),
        () => 'broken',
      );
    }
    return found;
  }

  it('are the same for the same seed, in whatever order the calls come, and others for another', async () => {
    const order = options.packages;
    const forward = Array.from({ length: order }, (_, index) => index);
    const first = await fates(await start(options), forward);
    expect(await fates(await start(options), forward.toReversed())).toEqual(first);
    expect(await fates(await start({ ...options, seed: 8 }), forward)).not.toEqual(first);
  });

  it('come in the shares asked for, and only what was taken was done', async () => {
    const simulator = await start(options);
    const found = await fates(
      simulator,
      Array.from({ length: options.packages }, (_, index) => index),
    );
    const count = (pattern: RegExp) => found.filter((fate) => pattern.test(fate)).length;
    const accepted = count(/^201 /);
    expect(accepted).toBeGreaterThan(70);
    expect(count(/^200 .*"ReturnValue":1/)).toBeGreaterThan(10);
    expect(count(/^500 .*"error"/)).toBeGreaterThan(10);
    expect(count(/broken/)).toBeGreaterThan(15);
    expect(simulator.site.calls.length).toBeGreaterThan(accepted);
    expect(simulator.site.calls.length).toBeLessThan(accepted + count(/broken/));
  });

  it('let a repeat of the same call have another fate', async () => {
    const simulator = await start({ failRate: 0.5, groups: 1, packages: 1 });
    const seen = new Set<number>();
    for (let turn = 0; turn < 20; turn += 1) seen.add((await call(simulator)).status);
    expect(seen.has(201)).toBe(true);
    expect(seen.size).toBeGreaterThan(1);
  });
});

describe('what cannot be simulated', () => {
  it('is a site whose code is none', async () => {
    await expect(startSimulator({ code: 'TOOLONG' })).rejects.toMatchObject({
      code: 'DPS2901',
      consequence: 'stop',
    });
  });

  it('is a site on a port that is taken', async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);
    await expect(startSimulator({ port })).rejects.toMatchObject({ code: 'DPS2902', consequence: 'stop' });
  });
});
