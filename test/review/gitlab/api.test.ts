import { describe, expect, it } from 'vitest';
import { upsertComment } from '../../../src/review/comment.ts';
import { testHost } from '../contract.ts';
import { openOn, START } from '../opened.ts';
import { openFakeGitlab } from './fake.ts';

describe('GitLab', () => {
  testHost({
    name: 'gitlab',
    open: openFakeGitlab,
    permission: 'the scope api',
    states: { success: 'success', failure: 'failed' },
  });

  it('carries nothing out that a comment says', async () => {
    const fake = await openFakeGitlab();
    const { host } = openOn(fake, 'gitlab');
    await upsertComment({ text: 'plan 1\n/close\nand more', mayCreate: true }, host);
    expect(fake.state.open).toBe(true);
    expect(fake.texts()).toEqual(['plan 1\n&#x2f;close\nand more']);
  });

  it('is waited for until its limit begins anew, where it does not say how long', async () => {
    const fake = await openFakeGitlab();
    const { host, waits } = openOn(fake, 'gitlab');
    let left = 1;
    fake.script(() => {
      left -= 1;
      const headers = { 'ratelimit-remaining': '0', 'ratelimit-reset': String(START / 1000 + 20) };
      return left < 0 ? undefined : { ...fake.errors[429], headers };
    });
    await host.readPullRequest();
    expect(waits).toEqual([20_000]);
  });

  it('is asked for a project by its path', async () => {
    const fake = await openFakeGitlab();
    await openOn(fake, 'gitlab').host.readPullRequest();
    expect(fake.requests[0]?.url).toBe('/api/v4/projects/acme%2Feud%2Fcontent/merge_requests/7');
  });
});
