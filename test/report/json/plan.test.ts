import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/model/digest.ts';
import { NOW } from '../make/moment.ts';
import { conflict } from '../make/noun/conflict.ts';
import { entry } from '../make/noun/entry.ts';
import { plan } from '../make/noun/plan.ts';
import { held, planned } from '../make/noun/planned.ts';
import { problem } from '../make/noun/problem.ts';
import { planDocument } from '../make/plan-document.ts';
import { wrongBySchema } from '../make/schema-check.ts';

const UNCHANGED = planned('P01/P0100001/Campus', { action: 'none', cause: 'unchanged', run: null });
const SENT_BEFORE = planned('P01/P0100002/Campus', {
  action: 'none',
  cause: 'sentBefore',
  revision: { from: '5', to: '3' },
});
const DUE = planned('P01/P0100003/Campus', {
  cause: 'changed',
  revision: { from: '3', to: '4' },
  packageName: 'Office',
  reason: 'CHG0012345',
  wave: -1,
  cost: { bytes: 2048, distributionPoints: 2 },
});
const WAITING = held('P01/P0100004/Campus', { by: 'validity', since: NOW, until: NOW + 1500 });
const GONE = planned('P01/P0100005/Campus', {
  action: 'forget',
  cause: 'removed',
  revision: { from: '1', to: null },
  declaredAt: [],
});

describe('the plan as JSON', () => {
  it('has an entry with its names at the top, its revisions, its places and its cost', () => {
    const [row] = planDocument(plan([DUE]), false).entries;
    expect(row).toEqual({
      source: 'content',
      site: 'P01',
      package: 'P0100003',
      packageName: 'Office',
      group: 'Campus',
      action: 'redistribute',
      run: '4be1f0a92c33',
      cause: 'changed',
      revision: { from: '3', to: '4' },
      digest: digestOf(entry('P01/P0100003/Campus'), '4'),
      reason: 'CHG0012345',
      wave: -1,
      declaredAt: [
        {
          source: 'content',
          commit: 'c'.repeat(40),
          author: 'Ada',
          file: 'sites/eu/office.yaml',
          line: 9,
          column: 7,
        },
      ],
      held: null,
      cost: { bytes: 2048, distributionPoints: 2 },
    });
  });

  it('says why an entry is held, with times in UTC', () => {
    expect(planDocument(plan([WAITING]), false).entries[0]?.held).toEqual({
      by: 'validity',
      code: null,
      message: 'The declaration says suspend: true.',
      since: '2026-11-23T12:00:00.000Z',
      until: '2026-11-23T12:00:01.500Z',
      remedy: 'take suspend: true out of sites/eu/office.yaml',
    });
  });

  it('shows entries with nothing to do only where all are asked for, those sent before always', () => {
    const whole = plan([UNCHANGED, SENT_BEFORE, DUE]);
    const packages = (all: boolean) => planDocument(whole, all).entries.map((row) => row.package);
    expect(packages(false)).toEqual(['P0100002', 'P0100003']);
    expect(packages(true)).toEqual(['P0100001', 'P0100002', 'P0100003']);
  });

  it('says what was compared, and how old the facts of it were', () => {
    const facts = { exportedAt: NOW - 90_500, age: 90_500 };
    const comparison = { worktree: false, basis: 'facts', facts } as const;
    const document = planDocument(plan([DUE], { comparison }), false);
    expect(document.comparison).toEqual({
      worktree: false,
      basis: 'facts',
      facts: { exportedAt: '2026-11-23T11:58:29.500Z', ageSeconds: 90 },
    });
    expect(wrongBySchema('plan', document)).toBeNull();
    expect(planDocument(plan([DUE]), false).comparison).toBeNull();
  });

  it('fits the published schema', () => {
    const whole = plan([UNCHANGED, SENT_BEFORE, DUE, WAITING, GONE], {
      problems: [problem()],
      conflicts: [conflict('P01/P0100006/Campus', ['a.yaml', 'b.yaml'])],
      warnings: [{ code: 'DPS2001', message: 'Look.', entry: null }],
      skipped: [{ source: 'content', file: 'link.yaml', reason: 'a symbolic link' }],
    });
    expect(wrongBySchema('plan', planDocument(whole, true))).toBeNull();
  });

  it('does not fit the published schema with a field, an id or a time of another form', () => {
    const document = planDocument(plan([WAITING]), false);
    const wrongs = [
      { ...document, extra: 1 },
      { ...document, kind: 'Run' },
      { ...document, entries: document.entries.map((row) => ({ ...row, package: 'p0100004' })) },
      {
        ...document,
        entries: document.entries.map((row) => ({ ...row, held: { ...row.held, until: 'soon' } })),
      },
    ];
    expect(wrongs.filter((wrong) => wrongBySchema('plan', wrong) === null)).toEqual([]);
  });
});
