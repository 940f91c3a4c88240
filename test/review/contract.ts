// What a review needs of every host, asked of each over a stand-in that was written from its documentation.
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/model/failure.ts';
import { upsertComment } from '../../src/review/comment.ts';
import type { Host } from '../../src/review/host.ts';
import type { HostName } from '../../src/review/pipeline.ts';
import { publish, type Telling } from '../../src/review/publish.ts';
import { type FakeHost, HEAD, type SeenRequest } from '../make/review/fake-host.ts';
import { openOn } from './opened.ts';

/** One host under test. */
export interface HostUnderTest {
  readonly name: HostName;
  readonly open: () => Promise<FakeHost>;
  /** A part of what is to be done, where a permission is missing. */
  readonly permission: string;
  /** The host's word for a review without mistakes, and with some. */
  readonly states: { readonly success: string; readonly failure: string };
}

/** Every test of a host. */
export function testHost({ name, open, permission, states }: HostUnderTest): void {
  const make = async () => {
    const fake = await open();
    return { fake, ...openOn(fake, name) };
  };
  const upsert = (host: Host, text: string) => upsertComment({ text, mayCreate: true }, host);

  describe('the comment', () => {
    it('is made where there is none', async () => {
      const { fake, host } = await make();
      expect(await upsert(host, 'plan 1')).toBe('created');
      expect(fake.texts()).toEqual(['plan 1']);
    });

    it('is changed in its place', async () => {
      const { fake, host } = await make();
      await upsert(host, 'plan 1');
      fake.add({ author: 'other', text: 'looks good' });
      expect(await upsert(host, 'plan 2')).toBe('updated');
      expect(fake.texts()).toEqual(['plan 2', 'looks good']);
    });

    it('is left alone where it says the same', async () => {
      const { fake, host } = await make();
      await upsert(host, 'plan 1\n\nand more');
      const before = fake.requests.length;
      expect(await upsert(host, 'plan 1\n\nand more')).toBe('unchanged');
      expect(changes(fake.requests.slice(before))).toEqual([]);
    });

    it('is made anew where somebody deleted it', async () => {
      const { fake, host } = await make();
      await upsert(host, 'plan 1');
      for (const comment of fake.state.comments) comment.deleted = true;
      expect(await upsert(host, 'plan 2')).toBe('created');
      expect(fake.texts()).toEqual(['plan 2']);
    });

    it('is made anew where somebody deletes it just before it is changed', async () => {
      const { fake, host } = await make();
      await upsert(host, 'plan 1');
      fake.script(({ method }) => {
        if (method === 'PATCH' || method === 'PUT') {
          for (const comment of fake.state.comments) comment.deleted = true;
        }
        return undefined;
      });
      expect(await upsert(host, 'plan 2')).toBe('created');
      expect(fake.texts()).toEqual(['plan 2']);
    });

    it('is one, of two that are made at once', async () => {
      const { fake, host } = await make();
      const other = openOn(fake, name).host;
      const both = meeting(2);
      fake.script(async (request) => {
        if (isCreation(request)) await both();
        return undefined;
      });
      const said = await Promise.all([upsert(host, 'plan of one'), upsert(other, 'plan of the other')]);
      expect(fake.texts()).toHaveLength(1);
      expect(said.toSorted()).toEqual(['created', 'updated']);
    });

    it('is one, where a run that broke off has left several', async () => {
      const { fake, host } = await make();
      for (const text of ['plan 1', 'plan 1 again', 'plan 1 once more']) {
        fake.add({ author: 'own', text, key: 'dpsync' });
      }
      expect(await upsert(host, 'plan 2')).toBe('updated');
      expect(fake.texts()).toEqual(['plan 2']);
    });

    it('is found among 300 others', async () => {
      const { fake, host } = await make();
      const talk = Array.from({ length: 150 }, (_, at) => `comment ${at}`);
      for (const text of talk) fake.add({ author: 'other', text });
      await upsert(host, 'plan 1');
      for (const text of talk) fake.add({ author: 'other', text });
      expect(await upsert(host, 'plan 2')).toBe('updated');
      expect(fake.texts()).toEqual([...talk, 'plan 2', ...talk]);
    });

    it('of another key is another one', async () => {
      const { fake, host } = await make();
      const second = openOn(fake, name, { key: 'site-P02' }).host;
      await upsert(host, 'plan of P01');
      await upsert(second, 'plan of P02');
      await upsert(host, 'new plan of P01');
      expect(fake.texts()).toEqual(['new plan of P01', 'plan of P02']);
    });

    it('of somebody else is never touched, even where it is a copy of ours', async () => {
      const { fake, host } = await make();
      fake.add({ author: 'other', text: 'mine!', key: 'dpsync' });
      expect(await upsert(host, 'plan 1')).toBe('created');
      expect(fake.texts()).toEqual(['mine!', 'plan 1']);
    });

    it('is not made where there is nothing to tell, and changed where it is there', async () => {
      const { fake, host } = await make();
      const nothing = { text: 'nothing any more', mayCreate: false };
      expect(await upsertComment(nothing, host)).toBe('none');
      expect(fake.texts()).toEqual([]);
      await upsert(host, 'plan 1');
      expect(await upsertComment(nothing, host)).toBe('updated');
      expect(fake.texts()).toEqual(['nothing any more']);
    });

    it('takes a text as long as the host is said to take, with whatever is in it', async () => {
      const { fake, host } = await make();
      const text = 'ä😀\n'.repeat(host.longestComment / 4).padEnd(host.longestComment, 'x');
      expect(text).toHaveLength(host.longestComment);
      expect(await upsert(host, text)).toBe('created');
      expect(fake.texts()).toEqual([text]);
    });

    it('that is longer than that is an error in the words of the host', async () => {
      const { fake, host } = await make();
      const failure = await failureOf(upsert(host, 'x'.repeat(1_000_001)));
      expect(failure).toMatchObject({ code: 'DPS4023', consequence: 'stop' });
      expect(fake.texts()).toEqual([]);
    });
  });

  describe('a host in trouble', () => {
    it('is asked again when it says, after 429', async () => {
      const { fake, host, waits } = await make();
      fake.script(once(isCreation, fake.errors[429]));
      expect(await upsert(host, 'plan 1')).toBe('created');
      expect(waits).toEqual([30_000]);
      expect(fake.texts()).toEqual(['plan 1']);
    });

    it('is given up where it asks for more than two minutes', async () => {
      const { fake, host, waits } = await make();
      fake.script(() => ({ ...fake.errors[429], headers: { 'retry-after': '3600' } }));
      const failure = await failureOf(upsert(host, 'plan 1'));
      expect(failure.code).toBe('DPS4024');
      expect(failure.message).toContain('3600 s');
      expect(waits).toEqual([]);
    });

    it('is asked again after 500, and more slowly each time', async () => {
      const { fake, host, waits } = await make();
      let left = 3;
      fake.script(({ method }) => {
        left -= method === 'GET' ? 1 : 0;
        return left >= 0 && method === 'GET' ? fake.errors[500] : undefined;
      });
      expect(await host.readPullRequest()).toEqual({ open: true, head: HEAD });
      expect(waits).toEqual([1000, 2000, 4000]);
    });

    it('is given up where it goes on', async () => {
      const { fake, host, waits } = await make();
      fake.script(() => fake.errors[500]);
      expect((await failureOf(host.readPullRequest())).code).toBe('DPS4025');
      expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000]);
    });

    it('makes no second comment where it made one and said 500', async () => {
      const { fake, host } = await make();
      fake.script(once(isCreation, { ...fake.errors[500], done: true }));
      expect(await upsert(host, 'plan 1')).toBe('unchanged');
      expect(fake.texts()).toEqual(['plan 1']);
    });

    it('is looked at again where it said 500 and made none', async () => {
      const { fake, host } = await make();
      fake.script(once(isCreation, fake.errors[500]));
      expect(await upsert(host, 'plan 1')).toBe('created');
      expect(fake.texts()).toEqual(['plan 1']);
    });

    it('that never makes one is an error', async () => {
      const { fake, host } = await make();
      fake.script((request) => (isCreation(request) ? fake.errors[500] : undefined));
      expect((await failureOf(upsert(host, 'plan 1'))).code).toBe('DPS4025');
      expect(fake.texts()).toEqual([]);
    });

    it.each([
      ['not JSON', '<html>'],
      ['JSON of another form', '{"hello":[{}]}'],
      ['null', 'null'],
    ])('that answers with %s is an error', async (_, body) => {
      const { fake, host } = await make();
      fake.script(() => ({ status: 200, body, headers: { 'content-type': 'text/html' } }));
      expect((await failureOf(host.readPullRequest())).code).toBe('DPS4030');
      expect((await failureOf(host.listOwn())).code).toBe('DPS4030');
    });

    it('that sends us elsewhere is not followed', async () => {
      const { fake, host } = await make();
      const location = 'https://elsewhere.example/';
      fake.script(() => ({ status: 302, headers: { location } }));
      expect((await failureOf(host.readPullRequest())).code).toBe('DPS4031');
      expect(fake.requests).toHaveLength(1);
    });
  });

  describe('a token', () => {
    it('that the host does not know is an error that says where it comes from', async () => {
      const fake = await open();
      const { host } = openOn(fake, name, { token: 'canary-of-a-wrong-token' });
      const failure = await failureOf(host.readPullRequest());
      expect(failure.code).toBe('DPS4020');
      expect(failure.message).toContain('TOKEN');
    });

    it('that may not write is an error that names the permission', async () => {
      const { fake, host } = await make();
      fake.state.permission = 'read';
      const failure = await failureOf(upsert(host, 'plan 1'));
      expect(failure.code).toBe('DPS4021');
      expect(failure.message).toContain(permission);
    });

    it('that may not see the project is an error that says so', async () => {
      const { fake, host } = await make();
      fake.script(() => fake.errors[404]);
      const failure = await failureOf(host.readPullRequest());
      expect(failure.code).toBe('DPS4022');
      expect(failure.message).toContain('may not see');
    });

    it('stands in no error, even where the host says it back', async () => {
      const { fake, host } = await make();
      const { token } = fake.state;
      fake.script(() => ({ status: 400, body: { message: `no: ${token} ${btoa(`:${token}`)}` } }));
      const failure = await failureOf(upsert(host, 'plan 1'));
      expect(failure.message).toContain('***');
      expect(`${failure.stack} ${JSON.stringify(failure)}`).not.toContain(token);
      expect(failure.message).not.toContain(btoa(`:${token}`).slice(4, -4));
    });

    it('goes into a header of each request, and nowhere else', async () => {
      const { fake, host } = await make();
      await publish(telling(), host);
      expect(fake.requests.length).toBeGreaterThan(3);
      for (const { url, body, headers } of fake.requests) {
        expect(url + JSON.stringify(body)).not.toContain(fake.state.token);
        expect(JSON.stringify(headers)).toContain(fake.state.token);
      }
    });
  });

  describe('a review', () => {
    it('leaves a comment and a status on the commit', async () => {
      const { fake, host } = await make();
      expect(await publish(telling(), host)).toBe('created');
      expect(fake.texts()).toEqual(['the plan']);
      expect(fake.state.statuses).toEqual([
        { commit: HEAD, context: 'dpsync', state: states.success, description: 'Plan: 2.', link: LINK },
      ]);
    });

    it('says failure where there are mistakes, and cuts what is too long for a status', async () => {
      const { fake, host } = await make();
      const status = { ...telling().status, state: 'failure', description: 'x'.repeat(1000) } as const;
      await publish({ ...telling(), status: { ...status, link: null } }, host);
      expect(fake.state.statuses).toMatchObject([{ state: states.failure, link: null }]);
    });

    it('without anything to tell sets the status alone', async () => {
      const { fake, host } = await make();
      expect(await publish({ ...telling(), empty: true }, host)).toBe('none');
      expect(fake.texts()).toEqual([]);
      expect(fake.state.statuses).toHaveLength(1);
    });

    it('of a pull request that is closed leaves nothing', async () => {
      const { fake, host } = await make();
      fake.state.open = false;
      expect(await publish(telling(), host)).toBe('closed');
      expect(changes(fake.requests)).toEqual([]);
    });

    it('that a newer commit has overtaken leaves nothing', async () => {
      const { fake, host } = await make();
      fake.state.head = 'ff'.repeat(20);
      expect(await publish(telling(), host)).toBe('outdated');
      expect(changes(fake.requests)).toEqual([]);
    });

    it('asks for a text as long as the host takes', async () => {
      const { fake, host } = await make();
      const asked: number[] = [];
      const markdown = (limit: number) => {
        asked.push(limit);
        return 'the plan';
      };
      await publish({ ...telling(), markdown }, host);
      expect(asked).toEqual([host.longestComment]);
      expect(fake.texts()).toEqual(['the plan']);
    });
  });
}

const LINK = 'https://ci.example/jobs/1';

function telling(): Telling {
  const status = { commit: HEAD, state: 'success', description: 'Plan: 2.', link: LINK } as const;
  return { status, markdown: () => 'the plan', empty: false };
}

/** What was not only read; whose token it is, GitHub tells to a POST alone. */
function changes(requests: readonly SeenRequest[]): readonly SeenRequest[] {
  return requests.filter(({ method, url }) => method !== 'GET' && !url.endsWith('/graphql'));
}

function isCreation({ method, url }: SeenRequest): boolean {
  return method === 'POST' && /\/(?:comments|notes|threads)(?:\?|$)/.test(url);
}

/** One answer, for the first request of this kind. */
function once<Answer>(wanted: (request: SeenRequest) => boolean, answer: Answer) {
  let left = 1;
  return (request: SeenRequest) => {
    if (left === 0 || !wanted(request)) return undefined;
    left -= 1;
    return answer;
  };
}

/** Nobody goes on before so many have come. */
function meeting(people: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let missing = people;
  return () => {
    missing -= 1;
    if (missing === 0) resolve();
    return promise;
  };
}

/** The Failure that this ends with. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  return expect.fail('it was done');
}
