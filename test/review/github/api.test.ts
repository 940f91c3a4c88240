import { describe, expect, it } from 'vitest';
import { upsertComment } from '../../../src/review/comment.ts';
import { failureOf, testHost } from '../contract.ts';
import { openOn, START } from '../opened.ts';
import { openFakeGithub } from './fake.ts';

describe.each([
  ['GitHub', () => openFakeGithub()],
  ['GitHub Enterprise Server', () => openFakeGithub({ enterprise: true })],
])('%s', (_, open) => {
  testHost({
    name: 'github',
    open,
    permission: 'pull-requests: write',
    states: { success: 'success', failure: 'failure' },
  });
});

describe('GitHub', () => {
  it('is waited for until its limit begins anew', async () => {
    const fake = await openFakeGithub();
    const { host, waits } = openOn(fake, 'github');
    const reset = String(START / 1000 + 45);
    let left = 1;
    fake.script(() => {
      left -= 1;
      const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
      return left < 0 ? undefined : { status: 403, body: { message: 'API rate limit exceeded' }, headers };
    });
    await host.readPullRequest();
    expect(waits).toEqual([45_000]);
  });

  it('is left alone for a minute after a secondary limit without a hint', async () => {
    const fake = await openFakeGithub();
    const { host, waits } = openOn(fake, 'github');
    fake.script(() => ({ ...fake.errors[429], headers: {}, status: 403 }));
    expect((await failureOf(host.readPullRequest())).code).toBe('DPS4024');
    expect(waits).toEqual([60_000, 60_000]);
  });

  it('is told the version of the API, and what asks', async () => {
    const fake = await openFakeGithub();
    await openOn(fake, 'github').host.readPullRequest();
    expect(fake.requests[0]?.headers).toMatchObject({
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      'user-agent': 'dpsync',
    });
  });

  it('takes a comment of an account that is gone for nobody', async () => {
    const fake = await openFakeGithub();
    const { host } = openOn(fake, 'github');
    fake.script(({ method, url }) =>
      method === 'GET' && url.includes('/comments')
        ? { status: 200, body: [{ id: 1, body: null, user: null }] }
        : undefined,
    );
    expect(await host.listOwn()).toEqual([]);
  });

  it('does not take a quoted marker for a comment of ours, even in one of the same account', async () => {
    const fake = await openFakeGithub();
    const { host } = openOn(fake, 'github');
    fake.add({ author: 'own', text: '> <!-- dpsync review: dpsync -->\n> the plan\n\nis wrong' });
    expect(await upsertComment({ text: 'plan 1', mayCreate: true }, host)).toBe('created');
    expect(fake.texts()).toHaveLength(2);
  });
});
