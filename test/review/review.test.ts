import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import { planMarkdown } from '../../src/report/markdown/plan.ts';
import { type Reviewed, review } from '../../src/review/review.ts';
import { type FakeHost, HEAD, NUMBER } from '../make/review/fake-host.ts';
import { makeTempFolder } from '../make/temp-folder.ts';
import { conflict } from '../report/make/noun/conflict.ts';
import { plan } from '../report/make/noun/plan.ts';
import { held, planned } from '../report/make/noun/planned.ts';
import { problem } from '../report/make/noun/problem.ts';
import { failureOf } from './contract.ts';
import { openFakeGithub } from './github/fake.ts';

const SOURCE = { name: 'content', commit: HEAD, base: 'b'.repeat(40), run: null };
const CHANGES = plan([planned('P01/P0100012/Campus')], { sources: [SOURCE] });
const EMPTY = plan([], { sources: [SOURCE] });

interface Situation {
  readonly fork?: boolean;
  /** null: none. */
  readonly token?: string | null;
  readonly summaryFile?: string | null;
}

function reviewOn(fake: FakeHost, about: Plan, situation: Situation = {}): Promise<Reviewed> {
  const { fork = false, token = fake.state.token, summaryFile = null } = situation;
  const { url: apiUrl, project } = fake;
  return review(
    about,
    { host: 'github', apiUrl, project, pullRequest: NUMBER, base: 'main', head: 'feature', fork, token },
    {
      ...{ key: 'dpsync', link: 'https://ci.example/1', summaryFile, caFile: null, environment: {} },
      ...{ clock: () => 0, sleep: async () => undefined },
    },
  );
}

describe('a review', () => {
  it('comments the plan, and says success of the commit that was planned', async () => {
    const fake = await openFakeGithub();
    expect(await reviewOn(fake, CHANGES)).toBe('created');
    expect(fake.texts()).toEqual([planMarkdown(CHANGES, { limit: 65_000 })]);
    expect(fake.state.statuses).toMatchObject([
      { commit: HEAD, state: 'success', description: expect.stringContaining('1 to redistribute') },
    ]);
  });

  it.each([
    ['problems', { problems: [problem()] }],
    ['conflicts', { conflicts: [conflict('P01/P0100012/Campus', ['a.yaml', 'b.yaml'])] }],
  ])('with nothing but %s is worth a comment, and a failure', async (_, about) => {
    const fake = await openFakeGithub();
    expect(await reviewOn(fake, { ...EMPTY, ...about })).toBe('created');
    expect(fake.state.statuses).toMatchObject([{ state: 'failure' }]);
  });

  it.each([false, true])(
    'whose comment is refused sets its status and writes its summary (fork: %j)',
    async (fork) => {
      using folder = makeTempFolder();
      const summaryFile = join(folder.path, 'summary.md');
      writeFileSync(summaryFile, '');
      const fake = await openFakeGithub();
      const body = { message: 'Unable to create comment because issue is locked.' };
      fake.script(({ method, url }) =>
        method === 'POST' && url.endsWith('/comments') ? { status: 403, body } : undefined,
      );
      const reviewed = reviewOn(fake, CHANGES, { fork, summaryFile });
      if (fork) expect(await reviewed).toBe('summary');
      else {
        const { code, message } = await failureOf(reviewed);
        expect(code).toBe('DPS4021');
        expect(message).toContain('Unable to create comment because issue is locked.');
      }
      expect(fake.state.statuses).toMatchObject([{ commit: HEAD, state: 'success' }]);
      expect(readFileSync(summaryFile, 'utf8')).toContain('P0100012');
    },
  );

  it('without changes makes no comment, and updates the one that is there', async () => {
    const fake = await openFakeGithub();
    expect(await reviewOn(fake, EMPTY)).toBe('none');
    expect(await reviewOn(fake, CHANGES)).toBe('created');
    expect(await reviewOn(fake, EMPTY)).toBe('updated');
    expect(fake.texts()).toEqual([planMarkdown(EMPTY, { limit: 65_000 })]);
    expect(fake.state.statuses.map(({ state }) => state)).toEqual(['success', 'success', 'success']);
  });

  it('of what is suspended alone makes none', async () => {
    const fake = await openFakeGithub();
    const suspended = plan([held('P01/P0100012/Campus', {})], { sources: [SOURCE] });
    expect(await reviewOn(fake, suspended)).toBe('none');
  });
});

describe('without a token', () => {
  it('the plan is added to the summary of the job, and nobody is asked', async () => {
    using folder = makeTempFolder();
    const summaryFile = join(folder.path, 'summary.md');
    writeFileSync(summaryFile, 'an earlier step\n');
    const fake = await openFakeGithub();
    expect(await reviewOn(fake, CHANGES, { token: null, summaryFile })).toBe('summary');
    const written = readFileSync(summaryFile, 'utf8');
    expect(written).toBe(`an earlier step\n${planMarkdown(CHANGES, { limit: 300_000 })}`);
    expect(fake.requests).toEqual([]);
  });

  it('and without a summary it stands in the log', async () => {
    expect(await reviewOn(await openFakeGithub(), CHANGES, { token: null })).toBe('log');
  });

  it('a summary that cannot be written is an error', async () => {
    using folder = makeTempFolder();
    const summaryFile = join(folder.path, 'missing', 'summary.md');
    const fake = await openFakeGithub();
    const failure = await failureOf(reviewOn(fake, CHANGES, { token: null, summaryFile }));
    expect(failure.code).toBe('DPS4050');
    expect(failure.message).toContain(summaryFile);
  });
});

describe('a token that may not write', () => {
  it('of a fork is as good as none', async () => {
    using folder = makeTempFolder();
    const summaryFile = join(folder.path, 'summary.md');
    const fake = await openFakeGithub();
    fake.state.permission = 'read';
    expect(await reviewOn(fake, CHANGES, { fork: true, summaryFile })).toBe('summary');
    expect(readFileSync(summaryFile, 'utf8')).toContain('P0100012');
  });

  it('of our own is an error', async () => {
    const fake = await openFakeGithub();
    fake.state.permission = 'read';
    expect((await failureOf(reviewOn(fake, CHANGES))).code).toBe('DPS4021');
  });

  it('of a fork does not hide that the host fails', async () => {
    const fake = await openFakeGithub();
    fake.script(() => fake.errors[500]);
    expect((await failureOf(reviewOn(fake, CHANGES, { fork: true }))).code).toBe('DPS4025');
  });
});
