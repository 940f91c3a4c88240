import { describe, expect, it } from 'vitest';
import { afterLateAnswer } from '../../../src/ledger/attempts/late-answer.ts';
import type { Attempt, Conclusion } from '../../../src/model/attempt.ts';
import { makeIntent } from '../../make/noun/attempt.ts';
import { makeConclusion, makeRejection, makeUnknown } from '../../make/noun/conclusion.ts';

const settled = (conclusion: Conclusion): Attempt => ({ ...makeIntent(), writer: 1, ...conclusion });
const operator = { by: 'operator', text: 'ann@admin01: looked' } as const;

describe('a late answer', () => {
  const notSent = settled(makeRejection(1, { counts: false, evidence: operator }));
  const accepted = settled(makeConclusion(1, { evidence: operator }));

  it('makes a rejected attempt accepted, unless the place is taken', () => {
    expect(afterLateAnswer(notSent, makeConclusion(1), false)).toEqual(settled(makeConclusion(1)));
    expect(afterLateAnswer(notSent, makeConclusion(1), true)).toEqual({
      ...notSent,
      evidence: { by: 'operator', text: 'ann@admin01: looked; a later answer said accepted' },
    });
  });

  it('tells a rejection better', () => {
    const permanent = makeRejection(1, { finality: 'permanent', returnValue: 5 });
    expect(afterLateAnswer(notSent, permanent, true)).toEqual(settled(permanent));
  });

  it('that says nothing changes nothing but the evidence', () => {
    for (const attempt of [notSent, accepted]) {
      const late = afterLateAnswer(attempt, makeUnknown(1), false);
      const text = 'ann@admin01: looked; a later answer said unknown (DPS2003: no answer in time)';
      expect(late).toEqual({ ...attempt, evidence: { by: 'operator', text } });
      expect(afterLateAnswer(late, makeUnknown(1), false)).toEqual(late);
    }
  });

  it('never takes back what was accepted or adopted', () => {
    const adopted = { ...accepted, outcome: 'adopted', evidence: null } as const;
    expect(afterLateAnswer(accepted, makeRejection(1), false).outcome).toBe('accepted');
    expect(afterLateAnswer(adopted, makeRejection(1), false).outcome).toBe('adopted');
    expect(afterLateAnswer(accepted, makeConclusion(1), false)).toBe(accepted);
  });
});
