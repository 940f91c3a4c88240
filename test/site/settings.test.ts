import { describe, expect, it } from 'vitest';
import { findNotBuilt, resolvePaths, type SiteSettings, siteSettings } from '../../src/site/settings.ts';

const URL_OF_SITE = 'https://cm01.corp.example/AdminService';

function site(provider: object, rest: object = {}): unknown {
  return { code: 'p01', provider: { type: 'adminservice', url: URL_OF_SITE, ...provider }, ...rest };
}

describe('the form of a site', () => {
  it('fills in what is left out', () => {
    expect(siteSettings.parse(site({}))).toEqual({
      code: 'P01',
      maxConcurrentCalls: 3,
      callTimeout: 60_000,
      provider: { type: 'adminservice', url: URL_OF_SITE, auth: { type: 'negotiate' } },
    });
    expect(siteSettings.parse({ code: 'P02', provider: { type: 'powershell' } }).provider).toEqual({
      type: 'powershell',
      protocol: 'wsman',
    });
  });

  it('reads everything that the contract shows', () => {
    const auth = { type: 'bearer', tokenCommand: ['get-token', '--site', 'P01'] };
    const written = site({ auth, caFile: 'sms-issuing.pem' }, { maxConcurrentCalls: 5, callTimeout: '2m' });
    expect(siteSettings.parse(written)).toMatchObject({
      maxConcurrentCalls: 5,
      callTimeout: 120_000,
      provider: { auth, caFile: 'sms-issuing.pem' },
    });
    const powershell = { type: 'powershell', server: 'cm02', protocol: 'dcom', executable: 'pwsh' };
    expect(siteSettings.parse({ code: 'P02', provider: powershell }).provider).toEqual(powershell);
  });

  const bearer = { auth: { type: 'bearer', tokenEnv: 'T' } };
  const none = { auth: { type: 'none' } };

  it.each([
    ['http on 127.0.0.1', { url: 'http://127.0.0.1:8443/AdminService', ...none }],
    ['http on localhost', { url: 'http://localhost/AdminService', ...bearer }],
    ['http on ::1', { url: 'http://[::1]:8443/AdminService', ...none }],
    ['https without auth on loopback', { url: 'https://127.0.0.1/AdminService', ...none }],
  ])('takes %s', (_what, provider) => {
    expect(siteSettings.safeParse(site(provider)).success).toBe(true);
  });

  it.each([
    ['http elsewhere', { url: 'http://cm01.corp.example/AdminService', ...bearer }, /https/],
    ['no auth elsewhere', none, /loopback/],
    ['a host that only begins like loopback', { url: 'http://127.0.0.1.example.com/A', ...none }, /https/],
    ['a url with a password', { url: 'https://user:secret@cm01/AdminService' }, /no user/],
    ['a url with a query', { url: `${URL_OF_SITE}?x=1` }, /query/],
    ['another protocol', { url: 'ftp://cm01/AdminService' }, /URL/],
    ['no url', { url: 'AdminService' }, /URL/],
    ['an unknown key', { urll: 'x' }, /urll/],
    ['an unknown auth', { auth: { type: 'basic' } }, /auth/],
    ['a bearer without a token', { auth: { type: 'bearer' } }, /exactly one/],
    ['a bearer with two tokens', { auth: { type: 'bearer', tokenEnv: 'T', tokenFile: 'f' } }, /exactly one/],
    ['a command that is one text', { auth: { type: 'bearer', tokenCommand: 'get-token' } }, /array/],
  ])('refuses %s', (_what, provider, message) => {
    const result = siteSettings.safeParse(site(provider));
    expect(result.success).toBe(false);
    expect(JSON.stringify(result.error?.issues)).toMatch(message);
    expect(JSON.stringify(result.error?.issues)).not.toContain('secret');
  });

  it.each(['cm02', 'CM02.corp.example', '10.0.0.1', 'fe80::1', 'my_server'])(
    'takes %s for a server',
    (server) => {
      expect(siteSettings.safeParse({ code: 'P02', provider: { type: 'powershell', server } }).success).toBe(
        true,
      );
    },
  );

  it.each([
    '',
    ' ',
    "$(throw 'x')",
    '`$x',
    "'; Remove-Item x; '",
    '"',
    '\u2019',
    '\u2018',
    'cm\n02',
    'cm02\n',
    'cm\u000002',
    '🚀',
    '\\\\cm02',
    '-ComputerName',
    'x'.repeat(10_000),
    'http://cm02/',
  ])('refuses %j for a server', (server) => {
    const result = siteSettings.safeParse({ code: 'P02', provider: { type: 'powershell', server } });
    expect(result.error?.issues).toMatchObject([
      { path: ['provider', 'server'], message: 'must be the name of a server' },
    ]);
  });

  it.each([
    { maxConcurrentCalls: 0 },
    { maxConcurrentCalls: 51 },
    { maxConcurrentCalls: 2.5 },
    { callTimeout: '60' },
    { callTimeout: '99ms' },
    { callTimeout: '2h' },
    { code: 'P0' },
    { extra: 1 },
  ])('refuses %j', (rest) => {
    expect(siteSettings.safeParse(site({}, rest)).success).toBe(false);
  });
});

describe('paths', () => {
  it('are made absolute, and nothing else is', () => {
    const written = site({ auth: { type: 'bearer', tokenFile: 'token' }, caFile: 'ca.pem' });
    const settings = resolvePaths(siteSettings.parse(written), (path) => `/etc/${path}`);
    expect(settings).toEqual(
      siteSettings.parse(site({ auth: { type: 'bearer', tokenFile: '/etc/token' }, caFile: '/etc/ca.pem' })),
    );
    const bare = siteSettings.parse(site({}));
    expect(resolvePaths(bare, (path) => `/etc/${path}`)).toEqual(bare);
  });

  it.each([
    ['pwsh', 'pwsh'],
    [undefined, undefined],
    ['./tools/pwsh', '/etc/./tools/pwsh'],
    ['tools\\pwsh.exe', '/etc/tools\\pwsh.exe'],
  ])('of an executable are, where it is one: %s', (executable, resolved) => {
    const settings = siteSettings.parse({ code: 'P01', provider: { type: 'powershell', executable } });
    const { provider } = resolvePaths(settings, (path) => `/etc/${path}`);
    expect('executable' in provider ? provider.executable : undefined).toBe(resolved);
  });
});

describe('what is not built', () => {
  it.each([
    [{ type: 'powershell' }, undefined],
    [{ type: 'adminservice', url: URL_OF_SITE }, 'provider.auth.type: negotiate'],
    [{ type: 'adminservice', url: URL_OF_SITE, auth: { type: 'bearer', tokenEnv: 'T' } }, undefined],
  ])('%j: %s', (provider, found) => {
    const settings: SiteSettings = siteSettings.parse({ code: 'P01', provider });
    expect(findNotBuilt(settings)).toBe(found);
  });
});
