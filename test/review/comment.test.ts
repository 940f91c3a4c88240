import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { upsertComment } from '../../src/review/comment.ts';
import type { Comment, Host } from '../../src/review/host.ts';

/** A host in memory, each of whose answers takes as long as the scheduler wants. */
function makeHost(comments: Comment[], scheduler: fc.Scheduler): Host {
  let nextId = comments.length + 1;
  const later = <Value>(act: () => Value): Promise<Value> => scheduler.schedule(Promise.resolve()).then(act);
  const indexOf = ({ id }: Comment) => comments.findIndex((one) => one.id === id);
  const unused = () => expect.fail('it is not asked for this');
  return {
    name: 'a host',
    longestComment: 1000,
    readPullRequest: unused,
    setStatus: unused,
    listOwn: () => later(() => [...comments].reverse()),
    create: (text) =>
      later(() => {
        const comment = { id: nextId, path: `/${nextId}`, text };
        nextId += 1;
        comments.push(comment);
        return comment;
      }),
    update: (comment, text) =>
      later(() => {
        const at = indexOf(comment);
        if (at >= 0) comments[at] = { ...comment, text };
        return at >= 0;
      }),
    remove: (comment) =>
      later(() => {
        const at = indexOf(comment);
        if (at >= 0) comments.splice(at, 1);
      }),
  };
}

describe('however many run at once, and in whatever order the host answers', () => {
  it('one comment remains, and says what one of them said', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 2, max: 4 }),
        fc.integer({ min: 0, max: 2 }),
        async (scheduler, runs, left) => {
          const comments: Comment[] = Array.from({ length: left }, (_, at) => {
            return { id: at + 1, path: `/${at + 1}`, text: 'an old plan' };
          });
          const host = makeHost(comments, scheduler);
          const texts = Array.from({ length: runs }, (_, at) => `plan of ${at}`);
          const all = Promise.all(texts.map((text) => upsertComment({ text, mayCreate: true }, host)));
          await scheduler.waitFor(all);
          expect(comments).toHaveLength(1);
          expect(texts).toContain(comments[0]?.text);
        },
      ),
    );
  });
});
