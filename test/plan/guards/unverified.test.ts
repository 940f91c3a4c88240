import { expect, it } from 'vitest';
import { declared, planOne, source, subject } from '../../make/noun/plan.ts';

const sources = [source({ commit: '1a2b3c4d5e6f7a8b', unverified: 'is not signed' })];

it('holds what is not trusted, and says which commit and why', () => {
  expect(planOne(subject({ declared: [declared()], trusted: false }), { sources })).toMatchObject({
    action: 'hold',
    held: {
      by: 'unverified',
      message: 'commit 1a2b3c4d5e of content is not signed',
      remedy: { kind: 'signCommit', source: 'content' },
      until: null,
    },
  });
});

it('lets go what was planned before', () => {
  expect(planOne(subject({ declared: [declared()] }), { sources })).toMatchObject({ action: 'redistribute' });
});
