import { describe, expect, it } from 'vitest';
import { runDocument } from '../../../src/report/json/run.ts';
import { attempt, rejected, unknown } from '../make/noun/attempt.ts';
import { held } from '../make/noun/planned.ts';
import { problem } from '../make/noun/problem.ts';
import { runReport } from '../make/noun/run-report.ts';
import { wrongBySchema } from '../make/schema-check.ts';

const WHOLE = runReport({
  results: [
    attempt('P01/P0100001/Campus', { id: 7 }),
    rejected('P01/P0100002/Campus'),
    unknown('P01/P0100003/Campus', { outcome: 'open', finishedAt: null }),
  ],
  held: [held('P01/P0100004/Campus', { by: 'failed', code: 'HTTP_403' })],
  problems: [problem()],
  notReached: [{ site: 'P02', error: { code: 'CONNECT', message: 'Connection refused.' }, entries: 4 }],
});

describe('a pass as JSON', () => {
  it('has its runs, its times and its results', () => {
    const { runs, startedAt, finishedAt, results } = runDocument(WHOLE);
    expect(runs).toEqual([{ id: '4be1f0a92c33', source: 'content', commit: 'a'.repeat(40) }]);
    expect([startedAt, finishedAt]).toEqual(['2026-11-23T11:59:00.000Z', '2026-11-23T11:59:12.000Z']);
    expect(results[0]).toEqual({
      run: '4be1f0a92c33',
      attempt: 7,
      site: 'P01',
      package: 'P0100001',
      group: 'Campus',
      revision: '1',
      outcome: 'accepted',
      returnValue: 0,
      error: null,
      durationMs: 820,
    });
    expect(results[2]).toMatchObject({ outcome: 'open', durationMs: null });
  });

  it('shows what is held as a plan does', () => {
    expect(runDocument(WHOLE).held).toMatchObject([
      {
        site: 'P01',
        package: 'P0100004',
        group: 'Campus',
        action: 'hold',
        held: { by: 'failed', code: 'HTTP_403' },
      },
    ]);
  });

  it('fits the published schema, which asks why each held entry is held', () => {
    const document = runDocument(WHOLE);
    const unexplained = { ...document, held: document.held.map((row) => ({ ...row, held: null })) };
    expect(wrongBySchema('run', document)).toBeNull();
    expect(wrongBySchema('run', unexplained)).not.toBeNull();
  });
});
