import { describe, expect, it } from 'vitest';
import { findUrlMistake, isPath, schemeOf, showUrl } from '../../../src/source/access/remote-url.ts';

describe('an address', () => {
  it.each([
    ['https://git.example:8443/a/b.git', 'https', 'https://git.example:8443/a/b.git'],
    ['ssh://git@git.example:22/a b.git', 'ssh', 'ssh://git.example:22/a b.git'],
    ['git@git.example:a/b.git', 'ssh', 'git.example:a/b.git'],
    ['git.example:a/b.git', 'ssh', 'git.example:a/b.git'],
    ['file:///srv/a.git', 'file', 'file:///srv/a.git'],
    ['/srv/a.git', 'file', '/srv/a.git'],
    ['/srv/our content@2:1.git', 'file', '/srv/our content@2:1.git'],
    ['//server/share/a@b.git', 'file', '//server/share/a@b.git'],
    ['//server@SSL/share/a.git', 'file', '//server@SSL/share/a.git'],
    ['C:\\a@b\\c.git', 'file', 'C:\\a@b\\c.git'],
    ['APKAEIBAERJR2EXAMPL3@git.example:a', 'ssh', 'git.example:a'],
    ['./a@b:c', 'file', './a@b:c'],
    ['C:\\repos\\a.git', 'file', 'C:\\repos\\a.git'],
    ['C:/repos/a.git', 'file', 'C:/repos/a.git'],
    ['\\\\server\\share\\a.git', 'file', '\\\\server\\share\\a.git'],
  ])('%s is taken as %s', (url, scheme, shown) => {
    expect(findUrlMistake(url)).toBeUndefined();
    expect(schemeOf(url)).toBe(scheme);
    expect(showUrl(url)).toBe(shown);
  });

  it.each([
    ['https://user:Secret@git.example/a', /^holds a user, password or token/],
    ['https://Secret@git.example/a', /^holds a user, password or token/],
    ['ssh://git:Secret@git.example/a', /^holds a user, password or token/],
    ['git:Secret@git.example:a', /^holds a user, password or token/],
    ['u:Secret@git.example:a', /^holds a user, password or token/],
    ['u:Secret@git.example/a', /^holds a user, password or token/],
    [':Secret@git.example:a', /^holds a user, password or token/],
    ['git:Sec/Secret@git.example:a', /^holds a user, password or token/],
    ['git@corp:Secret@git.example:a', /^holds a user, password or token/],
    ['c:/Secret@git.example:a', /^holds a user, password or token/],
    ['//git:Secret@git.example/a', /^holds a user, password or token/],
    ['//Secret@git.example/a', /^holds a user, password or token/],
    ['https:/git:Secret@git.example/a', /^holds a user, password or token/],
    ['https//git.example/a', /^is no valid URL/],
    ['ghp_Secret0123456789@git.example:a', /^holds a user, password or token/],
    ['ssh://glpat-Secret0123456789@git.example/a', /^holds a user, password or token/],
    ['Secret0123456789::a', /^has a scheme that is not allowed; /],
    ['HTTPS://git.example/a', /^has a scheme with capitals, which git does not know; write https:\/\/$/],
    ['Ssh://git@git.example/a', /^has a scheme with capitals, which git does not know; write ssh:\/\/$/],
    ['FILE:///srv/a', /^has a scheme with capitals, which git does not know; write file:\/\/$/],
    ['HTTPS://user:Secret@git.example/a', /^holds a user, password or token/],
    [' https://git.example/a', /^begins or ends with a blank/],
    ['https://git.example/a\u00a0', /^begins or ends with a blank/],
    ['../content ', /^begins or ends with a blank/],
    ['https://git.example/our content', /^has a blank in it; write %20 for it/],
    ['https://git.example/our\u00a0content', /^has a blank in it; write %20 for it/],
    ['https://git.exa mple/a', /^is no valid URL/],
    ['ssh://git@git .example/a', /^has a blank in its user or host/],
    ['git @git.example:a', /^has a blank in its user or host/],
    ['https://git.example/\u200bcontent', /^holds a character that cannot be seen \(U\+200B\)/],
    ['https://git.example/a?private_token=Secret', /^ends in a query/],
    ['http://git.example/a', /^is not encrypted; use https/],
    ['git://git.example/a', /^has a scheme that is not allowed \(git:\/\/\)/],
    ['ext::sh -c Secret', /^has a scheme that is not allowed \(ext::\)/],
    ['fd::7', /^has a scheme that is not allowed \(fd::\)/],
    ['https::https://x', /^has a scheme that is not allowed \(https::\)/],
    ['ssh://-oProxyCommand=Secret/x', /^has a user or host that begins with a dash|^is no valid URL/],
    ['-oProxyCommand=Secret:x', /^begins with a dash/],
    ['--upload-pack=Secret', /^begins with a dash/],
    ['https://', /^is no valid URL/],
    ['', /^is no address/],
    ['https://git.example/a\nSecret', /^is no address/],
  ])('%j is refused without repeating it', (url, message) => {
    expect(findUrlMistake(url)).toMatch(message);
    expect(findUrlMistake(url)).not.toContain('Secret');
  });

  it('is a path only where it names no scheme', () => {
    expect(['content', '../content', 'C:\\x', 'file:///x', 'host:x', 'https://x'].map(isPath)).toEqual([
      ...[true, true, true, false, false, false],
    ]);
  });
});
