import { describe, expect, it } from 'vitest';
import { answerOf } from '../../../src/site/powershell/answer.ts';
import type { ScriptFault } from '../../../src/site/powershell/fault.ts';

const NOT_FOUND: ScriptFault = {
  types: ['Microsoft.Management.Infrastructure.CimException'],
  id: 'HRESULT 0x80041002',
  message: 'Not found',
  hresult: -2146233088,
  messageId: 'HRESULT 0x80041002',
  native: 'NotFound',
  dataClass: '',
  description: '',
};
const BROKEN: ScriptFault = { ...NOT_FOUND, messageId: 'HRESULT 0x80041015', native: 'Failed' };

function answered(result: unknown) {
  return answerOf({ kind: 'answered', result });
}

describe('a call', () => {
  it('that returned 0 is accepted, and nothing else is', () => {
    expect(answered({ returnValue: 0 })).toEqual({ outcome: 'accepted', returnValue: 0 });
    expect(answered({ returnValue: 5 })).toMatchObject({ outcome: 'rejected', returnValue: 5 });
  });

  it.each([{ returnValue: null }, { returnValue: '0' }, { returnValue: false }, {}, null, undefined, [0]])(
    'that says %j is unknown',
    (result) => {
      expect(answered(result)).toMatchObject({ outcome: 'unknown', error: { code: 'DPS2042' } });
    },
  );

  it.each([0, 2])('for which there are %i groups is rejected for good', (groups) => {
    expect(answered({ groups })).toMatchObject({
      outcome: 'rejected',
      finality: 'permanent',
      error: { code: 'DPS2022' },
    });
  });

  it.each([answered({ late: true }), answerOf({ kind: 'dropped' })])(
    'that was late is rejected for now',
    (answer) => {
      expect(answer).toMatchObject({
        outcome: 'rejected',
        finality: 'transient',
        error: { code: 'DPS2016' },
      });
    },
  );

  it.each([
    [BROKEN, true, { outcome: 'unknown', error: { code: 'DPS2046' } }],
    [
      BROKEN,
      false,
      { outcome: 'rejected', finality: 'transient', scope: 'site', error: { code: 'DPS2015' } },
    ],
    [NOT_FOUND, true, { outcome: 'rejected', finality: 'permanent', error: { code: 'DPS2022' } }],
    [NOT_FOUND, false, { outcome: 'rejected', finality: 'permanent', error: { code: 'DPS2022' } }],
  ])('that failed with %o, sent: %s', (fault, sent, answer) => {
    expect(answerOf({ kind: 'failed', fault, sent })).toMatchObject(answer);
  });

  it.each(['timedOut', 'engineEnded', 'outOfTurn', 'tooLarge'] as const)(
    'that was lost is unknown: %s',
    (name) => {
      expect(answerOf({ kind: 'lost', name, detail: 'x' })).toMatchObject({ outcome: 'unknown' });
    },
  );
});
