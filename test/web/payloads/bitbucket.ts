// Cloud: https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/#Push
// Data Center: https://confluence.atlassian.com/bitbucketserver/event-payload-938025882.html#Eventpayload-Push

const cloudBranch = {
  type: 'branch',
  name: 'name-of-branch',
  target: {
    type: 'commit',
    hash: '709d658dc5b6d6afcd46049c2f332ee3f515a67d',
    author: { type: 'author', raw: 'Emma <emma@example.com>' },
    message: 'new commit message\n',
    date: '2015-06-09T03:34:49+00:00',
    parents: [
      {
        type: 'commit',
        hash: '1e65c05c1d5171631d92438a13901ca7dae9618c',
        links: {
          self: {
            href: 'https://api.bitbucket.org/2.0/repositories/user/repo/commit/1e65c05c1d5171631d92438a13901ca7dae9618c',
          },
        },
      },
    ],
    links: {
      html: { href: 'https://bitbucket.org/user/repo/commits/709d658dc5b6d6afcd46049c2f332ee3f515a67d' },
    },
  },
  links: {
    html: { href: 'https://bitbucket.org/user/repo/branch/name-of-branch' },
  },
} as const;

const cloudBefore = {
  ...cloudBranch,
  target: { ...cloudBranch.target, hash: '1e65c05c1d5171631d92438a13901ca7dae9618c' },
} as const;

/** `repo:push` of Bitbucket Cloud: `name-of-branch` got a commit. */
export const bitbucketCloudPush = {
  actor: { type: 'user', nickname: 'emmap1', display_name: 'Emma' },
  repository: {
    type: 'repository',
    name: 'repo_name',
    full_name: 'team_name/repo_name',
    uuid: '{673a6070-3421-46c9-9d48-90745f7bfe8e}',
    scm: 'git',
    is_private: true,
  },
  push: {
    changes: [
      {
        new: cloudBranch,
        old: cloudBefore,
        created: false,
        forced: false,
        closed: false,
        truncated: false,
        commits: [{ hash: '03f4a7270240708834de475bcf21532d6134777e', type: 'commit' }],
      },
    ],
  },
} as const;

/** The same branch was deleted, and a tag made. */
export const bitbucketCloudDeletion = {
  ...bitbucketCloudPush,
  push: {
    changes: [
      { new: null, old: cloudBefore, created: false, forced: false, closed: true },
      { new: { ...cloudBranch, type: 'tag', name: 'v1' }, old: null, created: true, closed: false },
    ],
  },
} as const;

/** `repo:refs_changed` of Bitbucket Data Center: `master` was moved. */
export const bitbucketDataCenterPush = {
  eventKey: 'repo:refs_changed',
  date: '2023-01-13T22:26:25+1100',
  actor: {
    name: 'admin',
    emailAddress: 'admin@example.com',
    active: true,
    displayName: 'Administrator',
    id: 2,
    slug: 'admin',
    type: 'NORMAL',
  },
  repository: {
    slug: 'repository',
    id: 84,
    name: 'repository',
    hierarchyId: 'f4bcb1f4b8b2a0a5b3f5',
    scmId: 'git',
    state: 'AVAILABLE',
    statusMessage: 'Available',
    forkable: true,
    project: { key: 'PROJ', id: 84, name: 'project', public: false, type: 'NORMAL' },
    public: false,
  },
  changes: [
    {
      ref: { id: 'refs/heads/master', displayId: 'master', type: 'BRANCH' },
      refId: 'refs/heads/master',
      fromHash: '197a3e0d2f9a2b3ed1c4fe5923d5dd701bee9fdd',
      toHash: 'a00945762949b7787503ee1b2ff59ecb2fb8b8b5',
      type: 'UPDATE',
    },
  ],
  commits: [],
  toCommit: { id: 'a00945762949b7787503ee1b2ff59ecb2fb8b8b5', displayId: 'a0094576294' },
} as const;

/** `pr:opened` of Bitbucket Data Center: nothing was pushed. */
export const bitbucketDataCenterPullRequest = {
  ...bitbucketDataCenterPush,
  eventKey: 'pr:opened',
  changes: [],
  pullRequest: { id: 1, title: 'a new file added', state: 'OPEN' },
} as const;
