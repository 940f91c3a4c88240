import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROVIDERS, type ProviderName } from '../../../src/web/providers/providers.ts';
import { findPushed } from '../../../src/web/providers/push.ts';
import { githubExamples } from '../make/github-examples.ts';
import { azuredevopsPush, azuredevopsWorkItem } from '../payloads/azuredevops.ts';
import {
  bitbucketCloudDeletion,
  bitbucketCloudPush,
  bitbucketDataCenterPullRequest,
  bitbucketDataCenterPush,
} from '../payloads/bitbucket.ts';
import { giteaPush } from '../payloads/gitea.ts';
import { gitlabPush, gitlabTagPush } from '../payloads/gitlab.ts';

/** The commit that a payload announces for a branch; undefined where it says nothing of it. */
function announced(provider: ProviderName, payload: unknown, branch: string): string | null | undefined {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return findPushed(PROVIDERS[provider].push, Buffer.from(body), branch)?.commit;
}

describe("GitHub's examples", () => {
  it.each(githubExamples)('$name $at says of master only what was pushed to it', ({ name, payload }) => {
    const pushed = name === 'push' && payload.ref === 'refs/heads/master';
    expect(announced('github', payload, 'master')).toBe(
      pushed ? '6113728f27ae82c7b1a177c8d03f9e96e0adf246' : undefined,
    );
  });

  it('have a push to master', () => {
    expect(githubExamples.filter(({ payload }) => announced('github', payload, 'master'))).toHaveLength(2);
  });

  it('are read from the field of a form too, as GitHub sends unless told otherwise', () => {
    const push = githubExamples.find(({ payload }) => announced('github', payload, 'master'))?.payload;
    const form = new URLSearchParams({ payload: JSON.stringify(push) }).toString();
    expect(announced('github', form, 'master')).toBe('6113728f27ae82c7b1a177c8d03f9e96e0adf246');
    expect(announced('github', 'payload=', 'master')).toBeNull();
  });
});

describe('a push', () => {
  it.each([
    ['gitlab', gitlabPush, 'master', 'da1560886d4f094c3e6c9ef40349f7d38b5d27d7'],
    ['azuredevops', azuredevopsPush, 'master', '33b55f7cb7e7e245323987634f960cf4a6e6bc74'],
    ['bitbucket', bitbucketCloudPush, 'name-of-branch', '709d658dc5b6d6afcd46049c2f332ee3f515a67d'],
    ['bitbucket', bitbucketDataCenterPush, 'master', 'a00945762949b7787503ee1b2ff59ecb2fb8b8b5'],
    ['gitea', giteaPush, 'develop', 'bffeb74224043ba2feb48d137756c8a9331c449a'],
  ] as const)('of %s is understood', (provider, payload, branch, commit) => {
    expect(announced(provider, payload, branch)).toBe(commit);
    expect(announced(provider, payload, 'another')).toBeUndefined();
  });

  it.each([
    ['gitlab', gitlabTagPush, 'v1.0.0'],
    ['azuredevops', azuredevopsWorkItem, 'master'],
    ['bitbucket', bitbucketCloudDeletion, 'v1'],
    ['bitbucket', bitbucketDataCenterPullRequest, 'master'],
    ['gitea', { ...giteaPush, ref: 'refs/tags/develop' }, 'develop'],
  ] as const)('of %s is told from what is none', (provider, payload, branch) => {
    expect(announced(provider, payload, branch)).toBeUndefined();
  });

  it('that deletes the branch announces no commit, and is one all the same', () => {
    expect(announced('bitbucket', bitbucketCloudDeletion, 'name-of-branch')).toBeNull();
    expect(announced('gitea', { ...giteaPush, after: '0'.repeat(40) }, 'develop')).toBeNull();
  });

  it('of several refs says what it says of the branch', () => {
    const [update] = azuredevopsPush.resource.refUpdates;
    const other = { ...update, name: 'refs/heads/other', newObjectId: 'b'.repeat(40) };
    const payload = { eventType: 'git.push', resource: { refUpdates: [other, update, other] } };
    expect(announced('azuredevops', payload, 'master')).toBe(update.newObjectId);
  });
});

describe('a push that is told no more of', () => {
  const commit = 'c'.repeat(40);
  const refs = [{ ref: 'refs/heads/main', after: commit }];
  const changes = [{ ref: { id: 'refs/heads/main' }, toHash: commit }];

  it.each<readonly [ProviderName, unknown, string | null | undefined]>([
    ['azuredevops', { eventType: 'git.push' }, null],
    ['azuredevops', { eventType: 'git.push', resource: null }, null],
    ['azuredevops', { eventType: 'git.push', resource: { pushId: 14 } }, null],
    ['azuredevops', { eventType: 'git.pullrequest.created' }, undefined],
    ['gitlab', { event_name: 'repository_update', changes: refs }, commit],
    ['gitlab', { event_name: 'repository_update', refs: ['refs/heads/main'] }, null],
    ['gitlab', { event_name: 'repository_update', changes: [{ ref: 'refs/heads/other' }] }, undefined],
    ['gitlab', { event_name: 'project_create' }, undefined],
    ['bitbucket', { eventKey: 'mirror:repo_synchronized', changes }, commit],
    ['bitbucket', { eventKey: 'mirror:repo_synchronized', refLimitExceeded: true }, null],
    ['bitbucket', { eventKey: 'pr:opened' }, undefined],
    ['gitea', { action: 'opened' }, undefined],
  ])('of %s, %j, announces %j', (provider, payload, expected) => {
    expect(announced(provider, payload, 'main')).toBe(expected);
  });

  it.each(Object.keys(PROVIDERS) as ProviderName[])(
    'of %s may be any body that cannot be read',
    (provider) => {
      for (const body of ['', '<html>', '{"ref":', 'payload=', 'a=b', '\0']) {
        expect(announced(provider, body, 'main')).toBeNull();
      }
    },
  );
});

describe('a generic hook', () => {
  it.each([
    ['', null],
    ['no JSON', null],
    ['[]', null],
    ['{}', null],
    [JSON.stringify({ commit: 'A'.repeat(64) }), 'a'.repeat(64)],
    [JSON.stringify({ ref: 'refs/heads/main', commit: 'b'.repeat(40) }), 'b'.repeat(40)],
    [JSON.stringify({ ref: 'refs/heads/main' }), null],
    [JSON.stringify({ ref: 'refs/heads/other', commit: 'b'.repeat(40) }), undefined],
  ])('of %j announces %j', (body, commit) => {
    expect(announced('generic', body, 'main')).toBe(commit);
  });
});

describe('an announced commit', () => {
  it.each([
    '',
    'HEAD',
    'c'.repeat(39),
    'c'.repeat(41),
    'g'.repeat(40),
    `${'c'.repeat(40)}\n`,
    '--upload-pack=x',
    '0'.repeat(64),
  ])('%j is none', (after) => {
    expect(announced('gitea', { ...giteaPush, after }, 'develop')).toBeNull();
  });

  it('is an id or nothing, whatever is sent', () => {
    const names = fc.constantFrom(...(Object.keys(PROVIDERS) as ProviderName[]));
    const keys = fc.constantFrom(
      'ref',
      'before',
      'after',
      'object_kind',
      'push',
      'changes',
      'new',
      '__proto__',
    );
    const values = fc.constantFrom('refs/heads/main', 'push', 'c'.repeat(40), '0'.repeat(40), null, 1, []);
    const inner = fc.dictionary(keys, fc.oneof(values, fc.dictionary(keys, values)));
    const payload = fc.dictionary(keys, fc.oneof(values, inner, fc.array(inner)));
    fc.assert(
      fc.property(names, fc.oneof(payload, fc.jsonValue(), fc.string()), (provider, sent) => {
        const commit = announced(provider, sent, 'main');
        expect(commit ?? 'c'.repeat(40)).toMatch(/^[0-9a-f]{40}$/);
      }),
      { numRuns: 2000 },
    );
  });
});
