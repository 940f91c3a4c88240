import { describe, expect, it } from 'vitest';
import { planPreview, planText } from '../../../../src/report/text/plan/plan.ts';
import { HOUR, NOW } from '../../make/moment.ts';
import { conflict } from '../../make/noun/conflict.ts';
import { entry } from '../../make/noun/entry.ts';
import { plan } from '../../make/noun/plan.ts';
import { held, planned } from '../../make/noun/planned.ts';
import { problem } from '../../make/noun/problem.ts';
import { textOptions } from '../../make/text.ts';

const NEW = planned('P01/P0100012/Branch Offices EU', { reason: 'CHG0012345 hash mismatch' });
const CHANGED = planned('P01/P010001F/Branch Offices EU', {
  cause: 'changed',
  revision: { from: '3', to: '4' },
});
const GB = 1024 ** 3;
const SHOWN = textOptions({ width: 80 });

describe('a plan for people', () => {
  it('says what would be called and why, where it was declared, and what to do next', () => {
    expect(planText(plan([NEW, CHANGED], {}, 41), SHOWN)).toBe(
      `
content at aaaaaaaaaa, last pass at bbbbbbbbbb, run 4be1f0a92c33

To redistribute now (2)
  +  P01/P0100012/Branch Offices EU  new, revision 1  sites/eu/office.yaml:9
  +  P01/P010001F/Branch Offices EU  revision 3 → 4   sites/eu/office.yaml:9

Plan: 2 to redistribute (size unknown), 41 unchanged.

Run \`dpsync apply\` to make these 2 calls.
`.slice(1),
    );
  });

  it('says that there is nothing to do', () => {
    const idle = plan([], { sources: [] }, 41);
    expect(planText(idle, SHOWN)).toBe('No changes. All that is declared is applied: 41 unchanged.\n');
    const paused = plan([held('P01/P0100012/Campus', {})], { sources: [] }, 41);
    expect(planText(paused, { ...SHOWN, quiet: true })).toBe('No changes. 41 unchanged, 1 suspended.\n');
    expect(planText(plan([], { sources: [] }), SHOWN)).toBe('No changes. Nothing is due.\n');
  });

  it('groups what is held by reason, and says once what is true of the whole group', () => {
    const firstRun = {
      by: 'firstRun',
      message: 'Source content was never released on this ledger.',
      remedy: { kind: 'adopt', source: 'content' },
    } as const;
    const refused = {
      by: 'backoff',
      remedy: { kind: 'wait', for: 'pause' },
      since: NOW - 2 * HOUR,
    } as const;
    const entries = [
      held('P01/P0100001/Campus', firstRun),
      held('P01/P0100002/Campus', firstRun),
      held('P01/P0100003/Campus', { ...refused, message: 'Return value 5.' }),
      held('P01/P0100004/Campus', { ...refused, message: 'The account may not do this.' }),
    ];
    expect(planText(plan(entries, { sources: [] }), { ...SHOWN, width: 120 })).toBe(
      `
Held by backoff (2)
  for 2h
  → it is tried again at the first pass after that time
  !  P01/P0100003/Campus  new, revision 1  sites/eu/office.yaml:9  Return value 5.
  !  P01/P0100004/Campus  new, revision 1  sites/eu/office.yaml:9  The account may not do this.

Held by firstRun (2)
  Source content was never released on this ledger.
  → dpsync adopt content (record as applied, call nothing) or dpsync apply --first-run (call them)
  !  P01/P0100001/Campus  new, revision 1  sites/eu/office.yaml:9
  !  P01/P0100002/Campus  new, revision 1  sites/eu/office.yaml:9

Plan: 0 to redistribute, 4 held.

First run: \`dpsync adopt content\` records 2 entries as applied and calls nothing; \`dpsync apply --first-run\` makes the
  calls.
`.slice(1),
    );
  });

  it('lets a few remedies stand for many', () => {
    const entries = Array.from({ length: 9 }, (_, at) =>
      held(`P01/P010000${at}/Campus`, {
        by: 'failed',
        remedy: { kind: 'retry', entry: entry(`P01/P010000${at}/Campus`) },
      }),
    );
    const remedies = planText(plan(entries), SHOWN)
      .split('\n')
      .filter((line) => line.includes('→'));
    expect(remedies).toEqual([
      '  → mend the cause, then dpsync retry "P01/P0100000/Campus"',
      '  → mend the cause, then dpsync retry "P01/P0100001/Campus"',
      '  → mend the cause, then dpsync retry "P01/P0100002/Campus"',
      '  → likewise for 6 more',
    ]);
  });

  it('names each wave where there are several, lower ones first', () => {
    const text = planText(
      plan([planned('P01/P0100001/Campus', { wave: 10 }), planned('P01/P0100002/Campus', { wave: -1 }), NEW]),
      SHOWN,
    );
    expect(text.match(/^To redistribute.*$/gm)).toEqual([
      'To redistribute now, wave -1 (1, size unknown)',
      'To redistribute now, wave 0 (1, size unknown)',
      'To redistribute now, wave 10 (1, size unknown)',
    ]);
  });

  it('shows what is forgotten, sent before and worth a look, then what is wrong, with every place', () => {
    const entries = [
      planned('P01/P0100001/Old', {
        action: 'forget',
        cause: 'removed',
        revision: { from: '7', to: null },
        declaredAt: [],
      }),
      planned('P01/P0100002/Old', { action: 'none', cause: 'sentBefore', revision: { from: '7', to: '6' } }),
      planned('P01/P0100003/Old', { action: 'none', cause: 'unchanged', revision: { from: '1', to: '1' } }),
    ];
    const whole = plan(entries, {
      sources: [],
      skipped: [{ source: 'content', file: 'link.yaml', reason: 'a symbolic link is not followed' }],
      warnings: [{ code: 'DPS2001', message: 'An older job is running.', entry: 'P01/P0100012/Campus' }],
      conflicts: [conflict('P01/P0100020/Campus', ['a.yaml', 'b.yaml'])],
      problems: [problem()],
    });
    expect(planText(whole, SHOWN)).toBe(
      `
No longer declared, to forget (1)
  -  P01/P0100001/Old  removed, was revision 7

Sent before (1)
  Not sent again. To send once more, use a revision not used before.
  =  P01/P0100002/Old  revision 7 → 6  sites/eu/office.yaml:9

Skipped (1)
  link.yaml: a symbolic link is not followed

Warnings (1)
  DPS2001 P01/P0100012/Campus: An older job is running.

Conflicts (1)
  P01/P0100020/Campus is declared 2 times; keep one of
    a.yaml:9:7
    b.yaml:9:7

Problems (1)
  sites/eu/office.yaml:12:3 DPS1004 spec.colour is not a field; remove it.

Plan: 0 to redistribute, 1 to forget, 2 unchanged, 1 conflict, 1 problem.

Keep one declaration of each entry in conflict.
Correct the problem; every other file goes on.
`.slice(1),
    );
    expect(planText(whole, { ...SHOWN, all: true })).toContain(
      'Unchanged (1)\n  =  P01/P0100003/Old  revision 1',
    );
  });

  it('says what calls cost, each, by wave, by run and together, and of how many it is not known', () => {
    const office = { packageName: 'Office', cost: { bytes: 30 * GB, distributionPoints: 200 } };
    const entries = [
      planned('P01/P0100012/Branch Offices EU', office),
      planned('P01/P010001F/Branch Offices EU'),
      planned('P01/P0100020/Campus', {
        wave: 1,
        run: 'c0ffee000000',
        packageName: 'Visio',
        cost: { bytes: 8 * GB, distributionPoints: 40 },
      }),
    ];
    expect(planText(plan(entries, { sources: [] }), { ...SHOWN, width: 120 })).toBe(
      `
To redistribute now, wave 0 (2, 30.0 GB to 200 DPs, 1 call of unknown size)
  +  P01/P0100012/Branch Offices EU  Office  new, revision 1  30.0 GB to 200 DPs  sites/eu/office.yaml:9
  +  P01/P010001F/Branch Offices EU          new, revision 1        size unknown  sites/eu/office.yaml:9

To redistribute now, wave 1 (1, 8.0 GB to 40 DPs)
  +  P01/P0100020/Campus  Visio  new, revision 1  8.0 GB to 40 DPs  sites/eu/office.yaml:9

Runs (2)
  Run 4be1f0a92c33: 2 calls, 30.0 GB to 200 DPs, 1 call of unknown size
  Run c0ffee000000: 1 call, 8.0 GB to 40 DPs

Plan: 3 to redistribute (38.0 GB to 240 DPs, 1 call of unknown size).

Run \`dpsync apply\` to make these 3 calls.
`.slice(1),
    );
  });

  it('says what a run that its budget holds would send', () => {
    const remedy = { kind: 'approveRun', run: '4be1f0a92c33', over: 'budget' } as const;
    const hold = { by: 'budget', message: 'Too many calls.', remedy } as const;
    const cost = { bytes: 300 * GB, distributionPoints: 100 };
    const entries = ['P0100001', 'P0100002'].map((id) => held(`P01/${id}/Campus`, hold, { cost }));
    expect(planText(plan(entries, { sources: [] }), SHOWN)).toContain(
      `
Held by budget (2)
  Too many calls.
  Run 4be1f0a92c33 would send: 2 calls, 600 GB to 200 DPs
  → dpsync approve 4be1f0a92c33, or dpsync apply --approve-budget
`.slice(1),
    );
  });

  it('says a warning once, above the entries of which it is true', () => {
    const running = { code: 'DPS2202', message: 'An older job is running.' };
    const warnings = [
      { ...running, entry: 'P01/P0100012/Campus' },
      { code: 'DPS2201', message: 'Revision 3 may be there.', entry: 'P01/P0100013/Campus' },
      { ...running, entry: 'P01/P0100014/Campus' },
      { code: 'DPS2203', message: 'The site is slow.', entry: null },
    ];
    expect(planText(plan([], { sources: [], warnings }), SHOWN)).toContain(
      `
Warnings (4)
  DPS2201 P01/P0100013/Campus: Revision 3 may be there.
  DPS2202 An older job is running.
    P01/P0100012/Campus
    P01/P0100014/Campus
  DPS2203 The site is slow.
`.slice(1),
    );
  });

  it('says who asked for a call where more is wanted', () => {
    expect(planText(plan([NEW]), textOptions({ verbose: true }))).toContain(
      'CHG0012345 hash mismatch · Ada in cccccccccc · run 4be1f0a92c33',
    );
  });

  it('tells sources apart where there are several', () => {
    const text = planText(plan([NEW, { ...CHANGED, source: 'servers' }]), textOptions());
    expect(text).toMatch(/^ {2}\+ .* content {2}sites/m);
    expect(text).toMatch(/^ {2}\+ .* servers {2}sites/m);
  });

  it('leaves what to do next to who asks whether to go on', () => {
    expect(planPreview(plan([NEW]), SHOWN)).toMatch(/Plan: 1 to redistribute \(size unknown\)\.\n$/);
  });
});
