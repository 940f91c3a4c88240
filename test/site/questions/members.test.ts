import { describe, expect, it } from 'vitest';
import { answering, makeScriptedSite } from '../../make/site/scripted-site.ts';
import { rejection } from '../contract.ts';

const GROUP = '{6617708D-0F98-4898-8D05-9E882C23DCB2}';

function nalPath(server: string, site = 'P01'): string {
  return `["Display=\\\\${server}\\"]MSWNET:["SMS_SITE=${site}"]\\\\${server}\\`;
}

interface Hierarchy {
  readonly paths: readonly string[];
  readonly servers: Readonly<Record<string, string>>;
}

/** A connector to a site whose group has these members, and whose sites have these servers. */
async function make({ paths, servers }: Hierarchy, clock: () => number = () => 0) {
  const members = paths.map((DPNALPath) => ({ GroupID: GROUP.toLowerCase(), DPNALPath }));
  const sites = Object.entries(servers).map(([SiteCode, ServerName]) => ({ SiteCode, ServerName }));
  const asked: string[] = [];
  const { connector } = await makeScriptedSite(
    (request) => {
      const className = request.kind === 'read' ? request.className : '';
      asked.push(className);
      return answering(200, { value: className === 'SMS_Site' ? sites : members });
    },
    { clock },
  );
  return { asked, connector, read: async () => (await connector.readMembers([GROUP])).get(GROUP) ?? [] };
}

describe('a member', () => {
  it.each([
    ['CM01.corp.example', { P01: 'CM01.corp.example' }, true],
    ['cm01', { P01: 'CM01.corp.example' }, true],
    ['CM01.corp.example', { p01: 'cm01' }, true],
    ['DP01.corp.example', { P01: 'CM01.corp.example' }, false],
    ['CM01.other.example', { P01: 'CM01.corp.example' }, false],
    // The server of another site of the hierarchy.
    ['CM02', { P01: 'CM01', P02: 'CM02' }, false],
    ['CM01', {}, false],
  ])('on %s, with site servers %o, is on its site server: %s', async (server, servers, onSiteServer) => {
    const { read } = await make({ paths: [nalPath(server)], servers: servers as Record<string, string> });
    expect(await read()).toEqual([{ id: nalPath(server), name: server, onSiteServer }]);
  });

  it('of another site is compared with the server of that site', async () => {
    const { read } = await make({ paths: [nalPath('CM02', 'P02')], servers: { P01: 'CM01', P02: 'CM02' } });
    expect((await read())[0]?.onSiteServer).toBe(true);
  });

  it('whose path is of no known form is one all the same', async () => {
    const { read } = await make({ paths: ['https://cloud.example/', ''], servers: {} });
    expect(await read()).toEqual([
      { id: 'https://cloud.example/', name: 'https://cloud.example/', onSiteServer: false },
      { id: '', name: '', onSiteServer: false },
    ]);
  });

  it('is listed once, however often the site says so', async () => {
    const { read } = await make({ paths: [nalPath('DP01'), nalPath('DP01')], servers: {} });
    expect(await read()).toHaveLength(1);
  });
});

describe('the site servers', () => {
  it('are read once, and again after ten minutes', async () => {
    let now = 0;
    const { asked, read } = await make({ paths: [nalPath('CM01')], servers: { P01: 'CM01' } }, () => now);
    const times = () => asked.filter((className) => className === 'SMS_Site').length;
    await read();
    now += 600_000;
    await read();
    expect(times()).toBe(1);
    now += 1;
    await read();
    expect(times()).toBe(2);
  });

  it('are not asked for where there are no members', async () => {
    const { asked, read } = await make({ paths: [], servers: {} });
    expect(await read()).toEqual([]);
    expect(asked).toEqual(['SMS_DPGroupMembers']);
  });

  it('that could not be read are asked for again', async () => {
    let broken = true;
    const member = { GroupID: GROUP, DPNALPath: nalPath('CM01') };
    const { connector } = await makeScriptedSite((request) => {
      if (request.kind === 'read' && request.className !== 'SMS_Site')
        return answering(200, { value: [member] });
      return broken
        ? answering(503, '')
        : answering(200, { value: [{ SiteCode: 'P01', ServerName: 'CM01' }] });
    });
    expect(await rejection(connector.readMembers([GROUP]))).toMatchObject({ code: 'DPS2025' });
    broken = false;
    expect((await connector.readMembers([GROUP])).get(GROUP)).toMatchObject([{ onSiteServer: true }]);
  });
});
