import { describe, expect, it } from 'vitest';
import { findUrlMistake, isPath, schemeOf, showUrl } from '../../../src/source/access/remote-url.ts';

describe('an address', () => {
  it.each([
    ['https://git.example:8443/a/b.git', 'https', 'https://git.example:8443/a/b.git'],
    ['HTTPS://git.example/a', 'https', 'HTTPS://git.example/a'],
    ['ssh://git@git.example:22/a b.git', 'ssh', 'ssh://git.example:22/a b.git'],
    ['git@git.example:a/b.git', 'ssh', 'git.example:a/b.git'],
    ['git.example:a/b.git', 'ssh', 'git.example:a/b.git'],
    ['file:///srv/a.git', 'file', 'file:///srv/a.git'],
    ['/srv/a.git', 'file', '/srv/a.git'],
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
