import { describe, expect, it } from 'vitest';
import { findReportPlace } from '../../../src/review/after-merge/place.ts';
import type { HostName } from '../../../src/review/pipeline.ts';

const at = (host: HostName, url: string, apiUrl?: string) => {
  const place = findReportPlace(url, { host, apiUrl });
  return [place.apiUrl, place.project];
};

describe('the url of a source', () => {
  it.each<[url: string, apiUrl: string | undefined, project: string | undefined]>([
    ['https://github.com/acme/content.git', 'https://api.github.com', 'acme/content'],
    ['https://github.com/acme/content', 'https://api.github.com', 'acme/content'],
    ['git@github.com:acme/content.git', 'https://api.github.com', 'acme/content'],
    ['ssh://git@ssh.github.com:443/acme/content.git', 'https://api.github.com', 'acme/content'],
    ['https://acme.ghe.com/eud/content', 'https://api.acme.ghe.com', 'eud/content'],
    ['https://git.corp.example:8443/eud/content.git', 'https://git.corp.example:8443/api/v3', 'eud/content'],
    ['git@git.corp.example:eud/content.git', undefined, 'eud/content'],
    ['https://github.com/acme', 'https://api.github.com', undefined],
    ['/srv/git/content.git', undefined, undefined],
    ['file:///srv/git/content.git', undefined, undefined],
    ['C:\\git\\content', undefined, undefined],
  ])('on GitHub: %s', (url, apiUrl, project) => {
    expect(at('github', url)).toEqual([apiUrl, project]);
  });

  it.each<[url: string, given: string | undefined, apiUrl: string | undefined, project: string]>([
    ['https://gitlab.com/acme/eud/content.git', undefined, 'https://gitlab.com/api/v4', 'acme/eud/content'],
    ['git@gitlab.com:acme/content.git', undefined, 'https://gitlab.com/api/v4', 'acme/content'],
    ['https://git.corp.example/eud/content', undefined, 'https://git.corp.example/api/v4', 'eud/content'],
    // eud may be a group, or where GitLab itself is.
    ['https://git.corp.example/a/eud/content', undefined, undefined, 'a/eud/content'],
    [
      'https://git.corp.example/gitlab/eud/content',
      'https://git.corp.example/gitlab/api/v4',
      'https://git.corp.example/gitlab/api/v4',
      'eud/content',
    ],
    [
      'https://git.corp.example/a/eud/content',
      'https://git.corp.example/api/v4',
      'https://git.corp.example/api/v4',
      'a/eud/content',
    ],
    ['git@git.corp.example:eud/content.git', undefined, undefined, 'eud/content'],
  ])('on GitLab: %s, with %s', (url, given, apiUrl, project) => {
    expect(at('gitlab', url, given)).toEqual([apiUrl, project]);
  });

  it.each<[url: string, apiUrl: string | undefined, project: string | undefined]>([
    ['https://dev.azure.com/acme/End%20User/_git/content', 'https://dev.azure.com/acme', 'End User/content'],
    ['https://dev.azure.com/acme/_git/content', 'https://dev.azure.com/acme', 'content/content'],
    ['git@ssh.dev.azure.com:v3/acme/End%20User/content', 'https://dev.azure.com/acme', 'End User/content'],
    ['https://acme.visualstudio.com/EUD/_git/content', 'https://acme.visualstudio.com', 'EUD/content'],
    [
      'https://acme.visualstudio.com/DefaultCollection/EUD/_git/content',
      'https://acme.visualstudio.com',
      'EUD/content',
    ],
    ['https://tfs.corp.example/tfs/Main/EUD/_git/content', undefined, undefined],
    ['https://dev.azure.com/acme/EUD/content', undefined, undefined],
  ])('on Azure DevOps: %s', (url, apiUrl, project) => {
    expect(at('azuredevops', url)).toEqual([apiUrl, project]);
  });
});
