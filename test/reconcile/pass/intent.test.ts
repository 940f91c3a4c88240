import { expect, it } from 'vitest';
import { intentOf, LEAVES_WITHIN } from '../../../src/reconcile/pass/intent.ts';
import { declared, NOW, planOne, rejected, subject } from '../../make/noun/plan.ts';

const NOW_HERE = { groupId: '{A}', snapshot: null, now: NOW, actor: 'ada@desk' };

it('holds all that a record of the call needs, and when it may leave at the latest', () => {
  const entry = planOne(subject({ declared: [declared({ wave: 2, reason: 'CHG1', revision: '7' })] }));
  expect(intentOf(entry, NOW_HERE)).toMatchObject({
    ...{ run: entry.run, key: entry.key, digest: entry.digest, revision: '7', groupId: '{A}' },
    ...{ commit: 'c0ffee', author: 'Ada', reason: 'CHG1', cause: 'new', wave: 2, actor: 'ada@desk' },
    ...{ bytes: null, points: null, startedAt: NOW, deadline: NOW + LEAVES_WITHIN },
  });
});

it('says that it is a retry', () => {
  const entry = planOne(subject({ declared: [declared()], attempts: [rejected()] }));
  expect(intentOf(entry, NOW_HERE).cause).toBe('retry');
});

it('is none where the entry is declared with different revisions', () => {
  const entry = planOne(subject({ declared: [declared(), declared({ revision: '2' })] }));
  expect(() => intentOf(entry, NOW_HERE)).toThrow('has no digest');
});
