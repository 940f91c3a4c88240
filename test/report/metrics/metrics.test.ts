import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/model/event.ts';
import type { Standing } from '../../../src/model/views/standing.ts';
import { type MetricsOptions, openMetrics } from '../../../src/report/metrics/metrics.ts';
import { describeWith, findProgram } from '../../make/needs.ts';
import { NOW } from '../make/moment.ts';
import { attempt, rejected, unknown } from '../make/noun/attempt.ts';
import { EVENTS } from '../make/noun/events.ts';

const STANDING: Standing = {
  sync: { Synced: 120, OutOfSync: 2, Held: 3, Failed: 1, Unknown: 0 },
  health: { Healthy: 110, Progressing: 8, Degraded: 2, Unknown: 6 },
  held: { window: 2, failed: 1 },
  sites: [
    { code: 'P01', held: true, openCalls: 2 },
    { code: 'P02', held: false, openCalls: 0 },
  ],
};

function open(about: Partial<MetricsOptions> = {}) {
  return openMetrics({
    version: '1.2.3',
    names: () => ({ sources: ['content', 'drivers'], sites: ['P01', 'P02'] }),
    readStanding: async () => STANDING,
    clock: () => NOW,
    ...about,
  });
}

/** The lines of the metrics whose names begin so, without their comments. */
async function lines(metrics: ReturnType<typeof open>, name: string): Promise<readonly string[]> {
  const { text } = await metrics.read();
  return text.split('\n').filter((line) => line.startsWith(name));
}

/** The lines after these events, but for what is zero. */
async function linesAfter(events: readonly Event[], name: string): Promise<readonly string[]> {
  const metrics = open();
  for (const event of events) metrics.listen(event);
  return (await lines(metrics, name)).filter((line) => !line.endsWith(' 0'));
}

describe('calls', () => {
  it('are counted by site and outcome', async () => {
    const attempts = [
      attempt('P01/P0100012/Branch'),
      attempt('P01/P0100013/Branch'),
      rejected('P01/P0100014/Branch'),
      unknown('P02/P0100015/Branch'),
    ];
    const events = attempts.map((call): Event => ({ type: 'concluded', attempt: call }));
    expect(await linesAfter(events, 'dpsync_calls_total')).toEqual([
      'dpsync_calls_total{site="P01",outcome="accepted"} 2',
      'dpsync_calls_total{site="P01",outcome="rejected"} 1',
      'dpsync_calls_total{site="P02",outcome="unknown"} 1',
    ]);
  });

  it('are timed from their intent to their outcome', async () => {
    const call = { ...attempt('P01/P0100012/Branch'), startedAt: NOW, finishedAt: NOW + 820 };
    const back = { ...call, finishedAt: NOW - 5000 };
    const events = [call, back].map((one): Event => ({ type: 'concluded', attempt: one }));
    expect(await linesAfter(events, 'dpsync_call_duration_seconds_')).toEqual(
      expect.arrayContaining([
        'dpsync_call_duration_seconds_bucket{le="0.5",site="P01"} 1',
        'dpsync_call_duration_seconds_bucket{le="1",site="P01"} 2',
        'dpsync_call_duration_seconds_sum{site="P01"} 0.82',
        'dpsync_call_duration_seconds_count{site="P01"} 2',
      ]),
    );
  });

  it('that were settled are counted apart: they were counted once already', async () => {
    expect(await linesAfter([EVENTS.settled], 'dpsync_')).toContain(
      'dpsync_settled_calls_total{site="P01",outcome="accepted"} 1',
    );
    expect(await linesAfter([EVENTS.settled], 'dpsync_calls_total')).toEqual([]);
  });
});

describe('sources', () => {
  it('are counted by what became of looking at them', async () => {
    const { passed, passFailed, fetchFailed, fetched } = EVENTS;
    const shown = await linesAfter([fetched, passed, passed, passFailed, fetchFailed], 'dpsync_');
    expect(shown).toEqual(
      expect.arrayContaining([
        'dpsync_passes_total{source="content",result="passed"} 2',
        'dpsync_passes_total{source="all",result="failed"} 1',
        'dpsync_fetch_failures_total{source="content"} 1',
        'dpsync_problems{source="content"} 1',
        'dpsync_pass_duration_seconds_sum{source="content"} 3',
      ]),
    );
  });

  it('are there before anything happened, the last pass of each in 1970', async () => {
    const metrics = open();
    expect(await lines(metrics, 'dpsync_passes_total')).toEqual([
      'dpsync_passes_total{source="content",result="passed"} 0',
      'dpsync_passes_total{source="content",result="failed"} 0',
      'dpsync_passes_total{source="drivers",result="passed"} 0',
      'dpsync_passes_total{source="drivers",result="failed"} 0',
    ]);
    expect(await lines(metrics, 'dpsync_last_pass')).toEqual([
      'dpsync_last_pass_timestamp_seconds{source="content"} 0',
      'dpsync_last_pass_timestamp_seconds{source="drivers"} 0',
    ]);
  });

  it('are known by when they were looked at last without a failure', async () => {
    const clock = { now: 1000 };
    const metrics = open({ clock: () => clock.now });
    const lastAfter = async (seconds: number, ...events: readonly Event[]) => {
      clock.now = seconds * 1000;
      for (const event of events) metrics.listen(event);
      const [line = ''] = await lines(metrics, 'dpsync_last_pass_timestamp_seconds{source="content"}');
      return Number(line.split(' ').at(-1));
    };
    const { fetched, fetchFailed, passed } = EVENTS;
    const passFailed = { ...EVENTS.passFailed, source: 'content' };
    expect(await lastAfter(10, fetchFailed)).toBe(0);
    expect(await lastAfter(20, fetched, passFailed)).toBe(0);
    expect(await lastAfter(30, fetched, passed)).toBe(30);
    expect(await lastAfter(40, fetched, passFailed)).toBe(30);
    expect(await lastAfter(50, fetched, passFailed)).toBe(30);
    // Nothing new: only the fetch is told.
    expect(await lastAfter(60, fetched)).toBe(60);
    expect(await lastAfter(70, fetchFailed, EVENTS.passFailed)).toBe(60);
  });

  it('keep their counts when they are shown again', async () => {
    const metrics = open();
    metrics.listen(EVENTS.passed);
    const before = await lines(metrics, 'dpsync_passes_total');
    expect(await lines(metrics, 'dpsync_passes_total')).toEqual(before);
    expect(before).toContain('dpsync_passes_total{source="content",result="passed"} 1');
  });
});

describe('reports', () => {
  it('are counted by whether the git host took them, from the first one on', async () => {
    const told = [EVENTS.reported, EVENTS.reported, EVENTS.reportFailed];
    expect(await linesAfter(told, 'dpsync_reports_total')).toEqual(
      expect.arrayContaining([
        'dpsync_reports_total{source="content",result="told"} 2',
        'dpsync_reports_total{source="content",result="failed"} 1',
      ]),
    );
  });
});

describe('labels', () => {
  it('are none that somebody outside can make', async () => {
    const hooks = ['drivers', '"} 1\nevil{', 'x'.repeat(99), 'y'];
    const events = hooks.map((source): Event => ({ ...EVENTS.hookRefused, source }));
    const call: Event = { type: 'concluded', attempt: attempt('XXX/P0100012/Branch') };
    expect(await linesAfter([...events, call, EVENTS.hookTaken], 'dpsync_hooks_total')).toEqual([
      'dpsync_hooks_total{source="drivers",result="refused"} 1',
      'dpsync_hooks_total{source="other",result="refused"} 3',
      'dpsync_hooks_total{source="content",result="taken"} 1',
    ]);
    expect(await linesAfter([call], 'dpsync_calls_total')).toEqual([
      'dpsync_calls_total{site="other",outcome="accepted"} 1',
    ]);
  });

  it('never name a package, a group, a commit, a run or a person', async () => {
    const metrics = open();
    for (const event of Object.values(EVENTS)) metrics.listen(event);
    const { text } = await metrics.read();
    expect(text).not.toMatch(/P0100012|Branch Offices|cccc|4be1f0a92c33|ada|CHG0012345|203\.0\.113/);
  });
});

describe('the standing', () => {
  it('is shown as it is, with a zero for what holds nothing', async () => {
    const metrics = open();
    expect(await lines(metrics, 'dpsync_entries{')).toEqual([
      'dpsync_entries{sync="Synced"} 120',
      'dpsync_entries{sync="OutOfSync"} 2',
      'dpsync_entries{sync="Held"} 3',
      'dpsync_entries{sync="Failed"} 1',
      'dpsync_entries{sync="Unknown"} 0',
    ]);
    expect(await lines(metrics, 'dpsync_entries_by_health{')).toContain(
      'dpsync_entries_by_health{health="Degraded"} 2',
    );
    expect(await lines(metrics, 'dpsync_held_entries{')).toEqual(
      expect.arrayContaining([
        'dpsync_held_entries{by="window"} 2',
        'dpsync_held_entries{by="failed"} 1',
        'dpsync_held_entries{by="conflict"} 0',
      ]),
    );
    expect(await lines(metrics, 'dpsync_site_held')).toEqual([
      'dpsync_site_held{site="P01"} 1',
      'dpsync_site_held{site="P02"} 0',
    ]);
    expect(await lines(metrics, 'dpsync_open_calls')).toEqual([
      'dpsync_open_calls{site="P01"} 2',
      'dpsync_open_calls{site="P02"} 0',
    ]);
  });

  it('is left out where it cannot be read, and the rest is not', async () => {
    const readings = [Promise.resolve(STANDING), Promise.reject(new Error('the disk is gone'))];
    const metrics = open({ readStanding: () => readings.shift() ?? Promise.resolve(STANDING) });
    expect(await lines(metrics, 'dpsync_standing_up')).toEqual(['dpsync_standing_up 1']);
    const { text } = await metrics.read();
    expect(text).toContain('\ndpsync_standing_up 0\n');
    expect(text).not.toMatch(/^dpsync_(entries|held_entries|site_held|open_calls)/m);
    expect(text).toContain('dpsync_build_info{version="1.2.3"} 1');
    expect(text).toContain('process_start_time_seconds');
    expect(await lines(metrics, 'dpsync_entries{')).toHaveLength(5);
  });
});

describeWith('promtool', findProgram('promtool'), () => {
  it('has nothing to say against the metrics', async () => {
    const metrics = open();
    for (const event of Object.values(EVENTS)) metrics.listen(event);
    const { contentType, text } = await metrics.read();
    expect(contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
      input: text,
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
