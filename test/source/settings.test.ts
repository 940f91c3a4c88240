import { describe, expect, it } from 'vitest';
import { resolveSourcePaths, sourceForm } from '../../src/source/settings.ts';

const plain = { name: 'content', url: 'https://git.example/content.git', branch: 'main' };

/** `path: message` of each mistake. */
function mistakesOf(form: unknown): readonly string[] {
  const { error } = sourceForm.safeParse(form);
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}

describe('a source in the config', () => {
  it('needs a name, a url and a branch', () => {
    expect(sourceForm.parse(plain)).toEqual({ ...plain, interval: 60_000 });
    expect(mistakesOf({})).toHaveLength(3);
  });

  it('takes all that the form knows', () => {
    const form = {
      ...plain,
      path: 'sites/eu/',
      interval: '5m',
      auth: { type: 'token', tokenEnv: 'GIT_TOKEN' },
      caFile: 'corp-root.pem',
      verify: { gpgKeys: 'keys.asc', sshAllowedSigners: 'allowed_signers', sshRevokedKeys: 'revoked' },
      webhook: { provider: 'github', secretEnv: 'HOOK_SECRET' },
      allow: { sites: ['P01'], groups: ['Branch *'], packages: ['P01*'] },
      reason: { required: true, pattern: '^CHG\\d{7}' },
    };
    expect(sourceForm.parse(form)).toEqual({
      ...form,
      path: 'sites/eu',
      interval: 300_000,
      auth: { ...form.auth, user: 'x-access-token' },
    });
  });

  it.each([
    ['a name with other letters', { name: 'Content 1' }, /^name: is no name; use a-z, 0-9 and dashes/],
    ['a long name', { name: 'a'.repeat(64) }, /^name: /],
    ['an unknown key', { barnch: 'main' }, /^: Unrecognized key: "barnch"/],
    [
      'a password',
      { url: 'https://me:pw@git.example/x' },
      /^url: holds a user, password or token; .*auth: \{type: token/,
    ],
    ['a ref', { branch: 'refs/heads/main' }, /^branch: is a full ref; write it as main/],
    ['an odd branch', { branch: '--upload-pack=x' }, /^branch: is no branch name/],
    ['a path upwards', { path: 'a/../b' }, /^path: has an empty part, "\." or "\.\."/],
    ['a path from the root', { path: '/sites' }, /^path: is no path inside the repository/],
    ['a path of another kind', { path: 'sites\\eu' }, /^path: is no path inside the repository/],
    ['the whole tree as a path', { path: '.' }, /leave path out for the whole tree$/],
    ['no duration', { interval: '60' }, /^interval: is no duration from 1s on; write 30s, 5m or 2h/],
    ['no pause', { interval: '10ms' }, /^interval: is no duration from 1s on; write 30s, 5m or 2h/],
    ['no token', { auth: { type: 'token' } }, /^auth: needs either tokenEnv or tokenFile/],
    ['two tokens', { auth: { type: 'token', tokenEnv: 'A', tokenFile: 'b' } }, /^auth: needs either/],
    ['a token itself', { auth: { type: 'token', tokenEnv: 'A', token: 'x' } }, /^auth: /],
    [
      'a key for https',
      { auth: { type: 'ssh', keyFile: 'a', knownHostsFile: 'b' } },
      /^auth: of type ssh is for an ssh/,
    ],
    ['ssh without auth', { url: 'git@git.example:x.git' }, /^auth: is needed for ssh/],
    [
      'a token for ssh',
      { url: 'ssh://h/x', auth: { type: 'token', tokenEnv: 'A' } },
      /^auth: of type token is for an https/,
    ],
    ['an authority for a path', { url: '/x', caFile: 'a' }, /^caFile: is for an https url/],
    ['nobody to sign', { verify: {} }, /^verify: needs gpgKeys/],
    [
      'revoked keys and no allowed ones',
      { verify: { gpgKeys: 'keys.asc', sshRevokedKeys: 'revoked' } },
      /^verify: has sshRevokedKeys, which needs sshAllowedSigners/,
    ],
    ['an unknown host', { webhook: { provider: 'svn', secretEnv: 'A' } }, /^webhook\.provider: /],
  ])('with %s is refused', (_, change, message) => {
    const [mistake, ...more] = mistakesOf({ ...plain, ...change });
    expect(mistake).toMatch(message);
    expect(more).toEqual([]);
    expect(mistake).not.toContain('pw');
  });
});

it('resolves paths from the folder of the config, and no others', () => {
  const settled = (form: object) =>
    resolveSourcePaths(sourceForm.parse({ ...plain, ...form }), '/etc/dpsync');
  expect(
    settled({
      caFile: 'ca.pem',
      auth: { type: 'token', tokenFile: '../token' },
      verify: { gpgKeys: 'keys' },
      path: 'sites',
    }),
  ).toMatchObject({
    url: plain.url,
    path: 'sites',
    caFile: '/etc/dpsync/ca.pem',
    auth: { type: 'token', tokenFile: '/etc/token' },
    verify: { gpgKeys: '/etc/dpsync/keys' },
  });
  expect(
    settled({ url: 'ssh://h/x', auth: { type: 'ssh', keyFile: '/k', knownHostsFile: 'h' } }).auth,
  ).toEqual({
    ...{ type: 'ssh', keyFile: '/k', knownHostsFile: '/etc/dpsync/h' },
  });
  expect(settled({ url: '../content' }).url).toBe('/etc/content');
  expect(settled({ url: 'file:///content' }).url).toBe('file:///content');
  expect(settled({}).caFile).toBeUndefined();
});
