import { describe, expect, it } from 'vitest';
import { upsertComment } from '../../../src/review/comment.ts';
import { HEAD } from '../../make/review/fake-host.ts';
import { failureOf, testHost } from '../contract.ts';
import { openOn } from '../opened.ts';
import { openFakeAzuredevops } from './fake.ts';

describe('Azure DevOps', () => {
  testHost({
    name: 'azuredevops',
    open: () => openFakeAzuredevops(),
    permission: 'Contribute to pull requests',
    states: { success: 'succeeded', failure: 'failed' },
  });

  it('works with Server 2022, and says what an older one says', async () => {
    const { host } = openOn(await openFakeAzuredevops({ newest: 7 }), 'azuredevops');
    expect(await upsertComment({ text: 'plan 1', mayCreate: true }, host)).toBe('created');
    const old = openOn(await openFakeAzuredevops({ newest: 6 }), 'azuredevops').host;
    const failure = await failureOf(old.readPullRequest());
    expect(failure.message).toContain('The latest REST API version this server supports is 6.0.');
  });

  it('is shown a token of a job as it is, and a personal one as a password', async () => {
    const fake = await openFakeAzuredevops();
    await openOn(fake, 'azuredevops').host.readPullRequest();
    const personal = openOn(fake, 'azuredevops', { token: 'a'.repeat(52) }).host;
    await failureOf(personal.readPullRequest());
    const shown = fake.requests.map(({ headers }) => headers.authorization);
    expect(shown).toEqual([`Bearer ${fake.state.token}`, `Basic ${btoa(`:${'a'.repeat(52)}`)}`]);
  });

  it('that answers with its sign-in page does not know the token', async () => {
    const fake = await openFakeAzuredevops();
    const { host } = openOn(fake, 'azuredevops');
    fake.script(() => ({
      status: 203,
      body: '<title>Sign In</title>',
      headers: { 'content-type': 'text/html' },
    }));
    expect((await failureOf(host.readPullRequest())).code).toBe('DPS4020');
  });

  it('gets a thread that nobody has to resolve', async () => {
    const fake = await openFakeAzuredevops();
    const { host } = openOn(fake, 'azuredevops');
    await host.create('plan 1');
    expect(fake.requests.at(-1)?.body).toMatchObject({ status: 'closed' });
  });

  it('gets a status of the push that was reviewed, and not of the whole pull request', async () => {
    const fake = await openFakeAzuredevops();
    const { host } = openOn(fake, 'azuredevops');
    await host.setStatus({ commit: HEAD, state: 'success', description: 'Plan: 2.', link: null });
    expect(fake.requests.at(-1)?.body).toMatchObject({ iterationId: 2, context: { genre: 'dpsync' } });
  });

  it('is asked for more threads where it says that there are more', async () => {
    const fake = await openFakeAzuredevops();
    const { host } = openOn(fake, 'azuredevops');
    fake.add({ author: 'own', text: 'plan 1', key: 'dpsync' });
    fake.script(({ method, url }) =>
      method === 'GET' && url.includes('/threads?') && !url.includes('continuationToken=a%26b')
        ? { status: 200, body: { value: [] }, headers: { 'x-ms-continuationtoken': 'a&b' } }
        : undefined,
    );
    expect(await host.listOwn()).toMatchObject([{ text: 'plan 1' }]);
  });

  it('may tell properties without their types', async () => {
    const fake = await openFakeAzuredevops();
    const { host } = openOn(fake, 'azuredevops');
    fake.script(({ method, url }) => {
      if (method !== 'GET' || !url.includes('/threads?')) return undefined;
      const author = { id: '6f168adb-59d4-4fc0-be3b-fb21b939b2a6' };
      const comments = [{ id: 3, content: 'plan 1', author }];
      return {
        status: 200,
        body: { value: [{ id: 9, comments, properties: { 'dpsync.review': 'dpsync' } }] },
      };
    });
    const [comment] = await host.listOwn();
    expect(comment).toMatchObject({ id: 9, text: 'plan 1' });
    expect(comment?.path).toMatch(/\/threads\/9\/comments\/3$/);
  });
});
