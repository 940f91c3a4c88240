import { expect, it } from 'vitest';
import { summariseRun } from '../../src/report/run-summary.ts';
import { attempt, rejected, unknown } from './make/noun/attempt.ts';
import { held } from './make/noun/planned.ts';
import { runReport } from './make/noun/run-report.ts';

it('counts entries, each by its last outcome', () => {
  const report = runReport({
    results: [
      rejected('P01/P0100001/Campus', { finality: 'transient' }),
      attempt('P01/P0100001/CAMPUS'),
      rejected('P01/P0100002/Campus'),
      unknown('P01/P0100003/Campus'),
      unknown('P01/P0100004/Campus', { outcome: 'open' }),
      attempt('P01/P0100005/Campus', { outcome: 'adopted' }),
    ],
    held: [held('P01/P0100006/Campus', {})],
    notReached: [
      { site: 'P02', error: { code: 'CONNECT', message: 'Refused.' }, entries: 4 },
      { site: 'P03', error: { code: 'CONNECT', message: 'Refused.' }, entries: 1 },
    ],
  });
  expect(summariseRun(report)).toEqual({
    accepted: 1,
    adopted: 1,
    rejected: 1,
    unknown: 2,
    held: 1,
    notReached: 5,
  });
});
