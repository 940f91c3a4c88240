import { expect, it } from 'vitest';
import { statusLine } from '../../../src/review/after-merge/words.ts';
import { calls, deliveries, makeCommitReport } from '../../make/noun/commit-report.ts';

const MANY = 1_234_567;

it.each([
  ['nothing to redistribute', {}],
  ['12 calls due, 3 of them held', { calls: calls({ due: 12, held: 3 }) }],
  ['1 call due, held', { calls: calls({ due: 1, held: 1 }) }],
  ['9 calls due, 3 being sent', { calls: calls({ due: 9, inFlight: 3 }) }],
  [
    '12 accepted, 40 of 240 deliveries done',
    { calls: calls({ accepted: 12 }), deliveries: deliveries({ success: 40, inProgress: 200 }) },
  ],
  ['12 accepted', { calls: calls({ accepted: 12 }) }],
  [
    '1 rejected, 2 outcomes unknown, 1 delivery failed, 3 not known to have arrived, 4 accepted, 6 of 10 deliveries done',
    {
      calls: calls({ accepted: 4, rejected: 1, unknown: 2 }),
      deliveries: deliveries({ success: 6, failed: 1, unknown: 3 }),
    },
  ],
  ['1 mistake in the declarations', { mistakes: 1 }],
  ['5 adopted without a call, 2 suspended', { calls: calls({ adopted: 5, suspended: 2 }) }],
])('says %s', (line, more) => {
  expect(statusLine(makeCommitReport(more))).toBe(line);
});

it('has room on every host for what goes wrong, however much that is', () => {
  const line = statusLine(
    makeCommitReport({
      calls: calls({ rejected: MANY, unknown: MANY, due: MANY, held: 1, accepted: MANY }),
      deliveries: deliveries({ failed: MANY }),
      mistakes: MANY,
    }),
  );
  expect(line.indexOf('declarations')).toBeLessThan(140);
});
