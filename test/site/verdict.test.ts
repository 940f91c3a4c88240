import { describe, expect, it } from 'vitest';
import { SITE_ERRORS } from '../../src/site/errors.ts';
import { siteFailure } from '../../src/site/site-error.ts';
import { answerOfError, answerOfReturn, answerOfUnsent } from '../../src/site/verdict.ts';

describe('the answer of a call', () => {
  it.each([0, 1, -1, 2_147_749_889])('that returned %i', (returnValue) => {
    const outcome = returnValue === 0 ? 'accepted' : 'rejected';
    expect(answerOfReturn(returnValue)).toMatchObject({ outcome, returnValue });
  });

  it.each(Object.entries(SITE_ERRORS))(
    'is unknown unless the page of its error is sure: %s',
    (name, page) => {
      const answer = answerOfError(name as keyof typeof SITE_ERRORS, '');
      const sure = page.verdict === 'permanent' || page.verdict === 'transient';
      expect(answer.outcome).toBe(sure ? 'rejected' : 'unknown');
    },
  );

  it.each(Object.entries(SITE_ERRORS))(
    'is rejected for now where it was never sent: %s',
    (name, { verdict, code }) => {
      const detail = { where: 'Site P01', detail: 'x', consequence: 'wait' } as const;
      const failure = siteFailure(name as keyof typeof SITE_ERRORS, detail);
      expect(answerOfUnsent(failure)).toMatchObject({
        ...{ outcome: 'rejected', finality: 'transient', scope: 'site', returnValue: null },
        // An error that leaves a call in doubt would say that here.
        error: { code: verdict === 'unknown' ? SITE_ERRORS.notSent.code : code },
      });
    },
  );
});
