import { describe, expect, it } from 'vitest';
import { groupKey } from '../../../src/model/entry.ts';
import type { SimulatedFault } from '../../../src/simulator/fault.ts';
import { answering, makeScriptedSite } from '../../make/site/scripted-site.ts';
import { makeConnector, makeSimulatedSite } from '../../make/site/simulated-site.ts';
import { groupNames, HOSTILE_NAMES, rejection } from '../contract.ts';

const OWN_ERROR = { error: { code: 'x', message: 'No.' } };
const ROW = { GroupID: '{6617708D-0F98-4898-8D05-9E882C23DCB2}', Name: 'x', MemberCount: 1 };

describe('a read that fails', () => {
  it.each<readonly [string, SimulatedFault, string, 'wait' | 'stop']>([
    ['301', answering(301, '', { location: '/elsewhere' }), 'DPS2043', 'wait'],
    ['400 in its own words', answering(400, OWN_ERROR), 'DPS2023', 'stop'],
    ['401', answering(401, OWN_ERROR), 'DPS2020', 'wait'],
    ['403 in its own words', answering(403, OWN_ERROR), 'DPS2021', 'stop'],
    ['404 of something else', answering(404, '<html>'), 'DPS2026', 'wait'],
    ['404 in its own words', answering(404, OWN_ERROR), 'DPS2022', 'stop'],
    ['429', answering(429, OWN_ERROR), 'DPS2024', 'wait'],
    ['500 in its own words', answering(500, OWN_ERROR), 'DPS2031', 'wait'],
    ['500 of something else', answering(500, '<html>'), 'DPS2043', 'wait'],
    ['503', answering(503, ''), 'DPS2025', 'wait'],
    ['204', answering(204, ''), 'DPS2043', 'wait'],
    ['HTML', answering(200, '<html>'), 'DPS2042', 'wait'],
    ['no rows', answering(200, {}), 'DPS2042', 'wait'],
    ['rows of another form', answering(200, { value: [{ ...ROW, MemberCount: '1' }] }), 'DPS2042', 'wait'],
    ['an id that is no GUID', answering(200, { value: [{ ...ROW, GroupID: "')/../x" }] }), 'DPS2042', 'wait'],
    ['more than 8 MiB', answering(200, ' '.repeat(8 * 1024 * 1024 + 1)), 'DPS2045', 'wait'],
    ['a broken connection', { kind: 'drop', taken: false }, 'DPS2041', 'wait'],
    ['half an answer', { kind: 'half', taken: false, body: '{"value":', ending: 'break' }, 'DPS2041', 'wait'],
    ['silence', { kind: 'hang', taken: false }, 'DPS2040', 'wait'],
  ])('%s', async (_what, fault, code, consequence) => {
    const { connector, requests } = await makeScriptedSite(() => fault, {
      settings: { callTimeout: fault.kind === 'hang' ? 300 : 10_000 },
    });
    const failure = await rejection(connector.findGroups(groupNames('x')));
    expect(failure).toMatchObject({ code, consequence });
    expect(failure.message).toMatch(/^Site P01 at http:\/\/127\.0\.0\.1:\d+\/AdminService: .+\.$/);
    expect(requests).toHaveLength(1);
  });
});

describe('what the site is asked', () => {
  it('carries the headers of the contract', async () => {
    const { connector, requests } = await makeSimulatedSite();
    await connector.probe();
    expect(requests).toMatchObject([
      {
        method: 'GET',
        url: '/AdminService/wmi/SMS_Identification?$select=ThisSiteCode',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
      },
    ]);
  });

  it('takes few requests for many names, none longer than 4 KB', async () => {
    const { site, url, connector, requests } = await makeSimulatedSite({ groups: 500, packages: 1 });
    await connector.findGroups(groupNames(...site.groups.map((group) => group.name), ...HOSTILE_NAMES));
    const lengths = requests.map((request) => new URL(url).origin.length + request.url.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(4096);
    expect(lengths.length).toBeLessThan(15);
  });

  it('asks once for names that compare alike', async () => {
    const { connector, requests } = await makeSimulatedSite();
    await connector.findGroups(groupNames('Lab', 'LAB', 'lab'));
    expect(requests).toHaveLength(1);
    expect(decodeURIComponent(requests[0]?.url ?? '').match(/Name eq /g)).toHaveLength(1);
  });
});

describe('pages', () => {
  it('are followed to the last', async () => {
    const names = Array.from({ length: 9 }, () => 'Lab');
    const { site, connector, requests } = await makeSimulatedSite({ groupNames: names, pageSize: 2 });
    const found = await connector.findGroups(groupNames('lab'));
    expect(found.get(groupKey('lab'))?.map(({ id }) => id)).toEqual(
      site.groups.slice(0, 9).map(({ id }) => id),
    );
    expect(requests).toHaveLength(5);
  });

  it.each([
    'https://elsewhere.example/AdminService/wmi/SMS_Site',
    '//elsewhere.example/AdminService/wmi/SMS_Site',
    'http://127.0.0.1:1/AdminService/wmi/SMS_Site',
    '/other/wmi/SMS_Site',
    '../../other',
    'file:///etc/passwd',
    'http://[',
  ])('that lie elsewhere are not: %s', async (link) => {
    const { connector, requests } = await makeScriptedSite(() =>
      answering(200, { value: [], '@odata.nextLink': link }),
    );
    const failure = await rejection(connector.findGroups(groupNames('x')));
    expect(failure).toMatchObject({ code: 'DPS2044', consequence: 'stop' });
    expect(requests).toHaveLength(1);
  });

  it('that never end are given up', async () => {
    const { connector, requests } = await makeScriptedSite(() =>
      answering(200, { value: [ROW], '@odata.nextLink': 'SMS_DistributionPointGroup?$skip=1' }),
    );
    expect(await rejection(connector.findGroups(groupNames('x')))).toMatchObject({ code: 'DPS2044' });
    expect(requests).toHaveLength(100);
  });

  it('are followed below a url that ends in a slash', async () => {
    const { url } = await makeSimulatedSite({ groupNames: ['Lab', 'Lab', 'Lab'], pageSize: 1 });
    const found = await makeConnector(`${url}//`).findGroups(groupNames('lab'));
    expect(found.get(groupKey('lab'))).toHaveLength(3);
  });
});
