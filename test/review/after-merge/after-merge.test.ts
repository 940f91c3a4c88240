// What is told after a merge, on every host: one suite over the stand-ins that were written from their documentation.
import { describe, expect, it, onTestFinished } from 'vitest';
import { tokenFinder } from '../../../src/compose/token.ts';
import { Failure } from '../../../src/model/failure.ts';
import { openTeller } from '../../../src/review/after-merge/after-merge.ts';
import type { HostName } from '../../../src/review/pipeline.ts';
import type { ReportSettings } from '../../../src/review/settings.ts';
import { calls, deliveries, makeCommitReport } from '../../make/noun/commit-report.ts';
import { addComment, type FakeHost, NUMBER, type SeenRequest } from '../../make/review/fake-host.ts';
import { openFakeAzuredevops } from '../azuredevops/fake.ts';
import { openFakeGithub } from '../github/fake.ts';
import { openFakeGitlab } from '../gitlab/fake.ts';
import { START } from '../opened.ts';

const COMMIT = 'c1'.repeat(20);
const PENDING = makeCommitReport({ state: 'pending', calls: calls({ due: 2 }) });
const SENT = makeCommitReport({
  state: 'pending',
  calls: calls({ accepted: 2 }),
  deliveries: deliveries({ success: 1, inProgress: 5 }),
});
const DONE = makeCommitReport({
  calls: calls({ accepted: 2 }),
  deliveries: deliveries({ success: 6 }),
});
const FAILED = makeCommitReport({ state: 'failure', calls: calls({ rejected: 1 }) });

/** A host with a merged pull request, and a teller of the account that wrote what `own` did. */
async function start(
  { name, open }: { readonly name: HostName; readonly open: () => Promise<FakeHost> },
  more: Partial<ReportSettings> = {},
) {
  const fake = await open();
  fake.state.merges.push({ commit: COMMIT, branch: 'main', number: NUMBER });
  const { url: apiUrl, project } = fake;
  const end = new AbortController();
  const world = { now: START, waits: [] as number[], environment: { REPORT_TOKEN: fake.state.token } };
  const settings: ReportSettings = {
    ...{ source: 'content', branch: 'main', host: name, apiUrl, project, key: 'dpsync', pullRequest: true },
    ...{ tokenEnv: 'REPORT_TOKEN', tokenFile: undefined, caFile: null },
    ...more,
  };
  const teller = openTeller(settings, {
    environment: world.environment,
    findToken: tokenFinder(world.environment),
    clock: () => world.now,
    async sleep(milliseconds) {
      world.waits.push(milliseconds);
      world.now += milliseconds;
    },
    end: end.signal,
  });
  const { tellStatus } = teller;
  const tellComment: typeof tellStatus = async (report) => teller.tellComment?.(report) ?? false;
  return { fake, world, end, tellStatus, tellComment };
}

/** Requests that change something. */
const changes = (requests: readonly SeenRequest[]) =>
  requests.filter(({ method, url }) => method !== 'GET' && !/graphql|pullrequestquery/.test(url));

const shown = ({ state }: FakeHost) =>
  state.statuses.map(({ commit, context, state: word, description }) => {
    expect(commit).toBe(COMMIT);
    return [context, word, description];
  });

async function failureOf(told: Promise<unknown>): Promise<Failure> {
  const error = await told.catch((thrown: unknown) => thrown);
  if (error instanceof Failure) return error;
  throw new Error(`it was no Failure: ${error}`);
}

describe.each([
  { name: 'github', open: openFakeGithub, success: 'success', failure: 'failure' },
  { name: 'gitlab', open: openFakeGitlab, success: 'success', failure: 'failed' },
  { name: 'azuredevops', open: openFakeAzuredevops, success: 'succeeded', failure: 'failed' },
] as const)('on $name', (host) => {
  describe('the status of a commit', () => {
    it('is pending, and then what became of it, with counts, under a context of its own', async () => {
      const { fake, tellStatus } = await start(host);
      expect(await tellStatus(PENDING)).toBe(true);
      expect(await tellStatus(DONE)).toBe(true);
      expect(shown(fake)).toEqual([
        ['dpsync/delivery', 'pending', '2 calls due'],
        ['dpsync/delivery', host.success, '2 accepted, 6 of 6 deliveries done'],
      ]);
      expect(await tellStatus(FAILED)).toBe(true);
      expect(shown(fake).at(-1)).toEqual(['dpsync/delivery', host.failure, '1 rejected']);
    });

    it('is not set again where the host shows it, whoever set it', async () => {
      const { fake, tellStatus } = await start(host);
      await tellStatus(DONE);
      expect(await tellStatus(DONE)).toBe(false);
      expect(shown(fake)).toHaveLength(1);
    });

    it('has the key of its config', async () => {
      const { fake, tellStatus } = await start(host, { key: 'emea' });
      await tellStatus(DONE);
      expect(shown(fake)).toMatchObject([['emea/delivery', host.success, expect.any(String)]]);
    });

    it('says what is still to come as far as the host changes what is pending', async () => {
      const { fake, tellStatus } = await start(host);
      await tellStatus(PENDING);
      const renewed = await tellStatus(SENT);
      expect(renewed).toBe(host.name !== 'gitlab');
      expect(await tellStatus(DONE)).toBe(true);
      expect(shown(fake)).toHaveLength(renewed ? 3 : 2);
    });
  });

  describe('the comment of the pull request', () => {
    it('gets a section, and keeps its plan', async () => {
      const { fake, world, tellComment } = await start(host);
      fake.add({ author: 'own', text: 'the plan', key: 'dpsync' });
      expect(await tellComment(PENDING)).toBe(true);
      expect(fake.texts()[0]).toMatch(/^the plan\n\n## After the merge\n\n\*\*Under way: 2 calls due\.\*\*/);
      world.now += 60_000;
      expect(await tellComment(DONE)).toBe(true);
      const [text = '', ...others] = fake.texts();
      expect(others).toEqual([]);
      expect(text.match(/^## After the merge$/gm)).toHaveLength(1);
      expect(text).toContain('**Done: 2 accepted, 6 of 6 deliveries done.**');
      expect(text).toContain('Updated 2026-11-22 14:01:00Z');
    });

    it('is left alone where it says so already', async () => {
      const { fake, world, tellComment } = await start(host);
      fake.add({ author: 'own', text: 'the plan', key: 'dpsync' });
      await tellComment(DONE);
      const before = fake.requests.length;
      world.now += 3_600_000;
      expect(await tellComment(DONE)).toBe(false);
      expect(changes(fake.requests.slice(before))).toEqual([]);
    });

    it('is never made', async () => {
      const { fake, tellComment } = await start(host);
      fake.add({ author: 'own', text: 'of another site', key: 'emea' });
      fake.add({ author: 'other', text: 'quoted', key: 'dpsync' });
      expect(await tellComment(DONE)).toBe(false);
      expect(changes(fake.requests)).toEqual([]);
      expect(fake.texts()).toEqual(['of another site', 'quoted']);
    });

    it('is the oldest one, and no other is touched', async () => {
      const { fake, tellComment } = await start(host);
      fake.add({ author: 'own', text: 'first', key: 'dpsync' });
      fake.add({ author: 'own', text: 'second', key: 'dpsync' });
      await tellComment(DONE);
      expect(fake.texts()).toEqual([expect.stringMatching(/^first\n\n## After/), 'second']);
    });

    it('is of no pull request that another branch got, or that nobody merged', async () => {
      const { fake, tellComment } = await start(host, { branch: 'release' });
      fake.add({ author: 'own', text: 'the plan', key: 'dpsync' });
      expect(await tellComment(DONE)).toBe(false);
      fake.state.merges.length = 0;
      expect(await tellComment(DONE)).toBe(false);
      expect(fake.texts()).toEqual(['the plan']);
    });

    it('is not looked for where nobody wants that', async () => {
      const fake = await host.open();
      const { url: apiUrl, project } = fake;
      const settings = { host: host.name, apiUrl, project, key: 'dpsync', pullRequest: false } as const;
      const rest = { source: 'content', branch: 'main', tokenEnv: 'T', tokenFile: undefined, caFile: null };
      const sleep = async () => undefined;
      const end = new AbortController().signal;
      const teller = openTeller(
        { ...settings, ...rest },
        {
          ...{ environment: {}, findToken: tokenFinder({}), clock: Date.now, sleep, end },
        },
      );
      expect(teller.tellComment).toBeNull();
    });
  });

  describe('a host that refuses', () => {
    it.each([
      [401, 'DPS4020'],
      [403, 'DPS4021'],
      [404, 'DPS4022'],
      [500, 'DPS4025'],
    ] as const)('by %i is a Failure that says what to do, without the token', async (status, code) => {
      const { fake, tellStatus, tellComment } = await start(host);
      fake.script(() => ({ ...fake.errors[status], body: { message: `no ${fake.state.token}` } }));
      for (const tell of [tellStatus, tellComment]) {
        const failure = await failureOf(tell(DONE));
        expect(failure.code).toBe(code);
        expect(failure.message).not.toContain(fake.state.token);
        if (status === 401 || status === 403) expect(failure.message).toContain("source's report");
      }
    });

    it('a token that may only read is told so', async () => {
      const { fake, tellStatus } = await start(host);
      fake.state.permission = 'read';
      expect((await failureOf(tellStatus(DONE))).code).toBe('DPS4021');
    });

    it('for a while is waited for, by its own hint', async () => {
      const { fake, world, tellStatus } = await start(host);
      let refusals = 1;
      fake.script(() => {
        refusals -= 1;
        return refusals < 0 ? undefined : fake.errors[429];
      });
      expect(await tellStatus(DONE)).toBe(true);
      expect(world.waits).toEqual([30_000]);
    });

    it('that hangs keeps nobody from ending', async () => {
      const { fake, end, tellStatus } = await start(host);
      const asked = Promise.withResolvers<void>();
      const answer = Promise.withResolvers<undefined>();
      onTestFinished(() => answer.resolve(undefined));
      fake.script(() => {
        asked.resolve();
        return answer.promise;
      });
      const told = tellStatus(DONE).catch((error: unknown) => error);
      await asked.promise;
      end.abort();
      expect(await told).toBeInstanceOf(Error);
      expect(fake.requests).toHaveLength(1);
    });
  });

  it('reads its token anew each time', async () => {
    const { fake, world, tellStatus } = await start(host);
    world.environment.REPORT_TOKEN = 'outdated';
    expect((await failureOf(tellStatus(DONE))).code).toBe('DPS4020');
    world.environment.REPORT_TOKEN = fake.state.token;
    expect(await tellStatus(DONE)).toBe(true);
  });
});

describe('on GitHub', () => {
  const host = { name: 'github', open: openFakeGithub } as const;

  it('the comment of a workflow is ours too, and that of a person who is called alike is not', async () => {
    const { fake, tellComment } = await start(host);
    const body = '<!-- dpsync review: dpsync -->\nthe plan';
    const person = { login: 'github-actions[bot]', type: 'User' };
    addComment(fake.state, { author: 'other', body, properties: person });
    expect(await tellComment(DONE)).toBe(false);
    addComment(fake.state, { author: 'other', body, properties: { ...person, type: 'Bot' } });
    expect(await tellComment(DONE)).toBe(true);
    expect(fake.texts()).toEqual(['the plan', expect.stringContaining('## After the merge')]);
  });

  it('Enterprise Server is told in the same way', async () => {
    const open = () => openFakeGithub({ enterprise: true });
    const { fake, tellStatus, tellComment } = await start({ name: 'github', open });
    fake.add({ author: 'own', text: 'the plan', key: 'dpsync' });
    expect(await tellStatus(DONE)).toBe(true);
    expect(await tellComment(DONE)).toBe(true);
  });
});
