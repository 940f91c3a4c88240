import { describe, expect, it } from 'vitest';
import type { Comparison, PlannedEntry } from '../../../src/model/plan.ts';
import { planMarkdown } from '../../../src/report/markdown/plan.ts';
import { HOUR, NOW } from '../make/moment.ts';
import { conflict } from '../make/noun/conflict.ts';
import { entry as entryOf } from '../make/noun/entry.ts';
import { plan } from '../make/noun/plan.ts';
import { held, planned } from '../make/noun/planned.ts';
import { problem } from '../make/noun/problem.ts';

const GB = 1024 ** 3;
const DAY = 24 * HOUR;
const LIMIT = { limit: 65_536 };

const FACTS: Comparison = {
  worktree: false,
  basis: 'facts',
  facts: { exportedAt: NOW - 27 * HOUR, age: 27 * HOUR },
};
const FILES: Comparison = { worktree: false, basis: 'base', facts: null };

const NAMES = {
  P0100012: 'Microsoft 365 Apps for enterprise',
  P010001F: 'Windows 11 24H2 language packs',
  P0100020: 'Adobe Acrobat Reader DC',
  P0100031: 'Drivers - Dell Latitude 5550',
} as const;

interface Call {
  readonly id: keyof typeof NAMES;
  readonly group: string;
  readonly size: number;
  readonly points: number;
}

/** What is known of a call by name: its package, and the bytes that it sends. */
function known({ id, group, size, points }: Call): readonly [string, Partial<PlannedEntry>] {
  const cost = { bytes: Math.round(size * GB) * points, distributionPoints: points };
  return [`P01/${id}/${group}`, { packageName: NAMES[id], cost }];
}

const call = (what: Call, about: Partial<PlannedEntry> = {}) => {
  const [entry, facts] = known(what);
  return planned(entry, { ...facts, reason: 'CHG0012345 hash mismatch after storage move', ...about });
};

/** A merge over two waves, with facts: some of it held, some sent before, some gone. */
function mergePlan() {
  const step = { cause: 'changed', revision: { from: '3', to: '4' } } as const;
  const waiting = {
    action: 'hold',
    wave: 1,
    held: {
      by: 'wave',
      code: null,
      message: 'wave 1 waits for 3 entries of wave 0',
      since: null,
      until: null,
      remedy: { kind: 'waiveWave', run: '4be1f0a92c33', wave: 0 },
    },
  } as const;
  const branches = Array.from({ length: 12 }, (_, at) =>
    call(
      {
        id: 'P0100012',
        group: `Branch Offices ${String(at + 1).padStart(2, '0')}`,
        size: 3.4,
        points: 18 + at,
      },
      waiting,
    ),
  );
  const [entry, facts] = known({ id: 'P0100031', group: 'Data centres', size: 2.1, points: 4 });
  const unassigned = held(
    entry,
    {
      by: 'preflight',
      code: 'DPS2104',
      message: 'package P0100031 is not assigned to the group Data centres',
      remedy: { kind: 'assignPackage' },
    },
    facts,
  );
  const entries = [
    call({ id: 'P0100012', group: 'Pilot', size: 3.4, points: 4 }),
    call({ id: 'P0100012', group: 'Head office', size: 3.4, points: 22 }),
    call({ id: 'P010001F', group: 'Pilot', size: 11.2, points: 4 }, step),
    ...branches,
    unassigned,
    planned('P01/P0100020/Old branches', {
      ...{ action: 'forget', cause: 'removed', revision: { from: '7', to: null }, declaredAt: [] },
      packageName: NAMES.P0100020,
    }),
    planned('P01/P0100020/Pilot', {
      ...{ action: 'none', cause: 'sentBefore', revision: { from: '9', to: '8' } },
      packageName: NAMES.P0100020,
    }),
  ];
  const message =
    'the source files of package P0100012 changed after the site read them: a redistribution sends the old content; "update distribution points" is probably meant';
  return plan(entries, {
    comparison: FACTS,
    warnings: [
      ...entries
        .filter(({ entry: { package: id }, action }) => id === 'P0100012' && action !== 'none')
        .map(({ entry: { site, package: id, group } }) => ({
          ...{ code: 'DPS2203', message, entry: `${site}/${id}/${group}` },
        })),
      {
        code: 'DPS2202',
        message: 'DP0004.corp.example and 2 more get package P0100012 2 times, through Pilot and Head office',
        entry: 'P01/P0100012/Pilot',
      },
    ],
  });
}

/** A merge in a checkout without facts, with mistakes in it. */
function mistakenPlan() {
  const entries = [
    planned('P01/P0100012/Branch Offices EU', { cause: 'changed', revision: { from: '3', to: '4' } }),
    planned('P02/P020001F/Branch Offices US'),
    held('P01/P0100020/Campus', {
      ...{ by: 'conflict', message: 'declared at 2 places', remedy: { kind: 'keepOneDeclaration' } },
    }),
  ];
  return plan(entries, {
    comparison: FILES,
    sources: [{ name: 'content', commit: 'a'.repeat(40), base: 'b'.repeat(40), run: null }],
    problems: [
      problem({ code: 'DPS1021', message: 'spec.revison is not a field; do you mean revision?' }),
      problem({
        file: 'sites/us/drivers.yaml',
        line: 7,
        code: 'DPS1032',
        message: '"P02001" is no PackageID: it has 8 letters and digits',
      }),
    ],
    conflicts: [conflict('P01/P0100020/Campus', ['sites/eu/reader.yaml', 'sites/eu/campus.yaml'])],
    skipped: [{ source: 'content', file: 'sites/link.yaml', reason: 'a symbolic link is not followed' }],
  });
}

/** The next pass over a source, as the ledger and the site see it now. */
function nextPassPlan() {
  const night = {
    by: 'window',
    message:
      'outside of the allow window "0 22 * * 1-5" for 8h (Europe/Berlin); it may be called from Mon 2026-11-23 22:00 GMT+1 on',
    until: NOW + 9 * HOUR,
    remedy: { kind: 'breakGlass' },
  } as const;
  const refused = (id: string) =>
    ({
      by: 'failed',
      code: 'DPS2010',
      message: `revision 1 was rejected: the site does not know ${id}`,
      since: NOW - DAY,
      remedy: { kind: 'retry', entry: entryOf(`P01/${id}/Campus`) },
    }) as const;
  return plan([
    call({ id: 'P0100012', group: 'Pilot', size: 3.4, points: 4 }, { cause: 'retry' }),
    planned('P01/P0100031/Pilot', { packageName: NAMES.P0100031 }),
    held('P01/P0100012/Branch Offices EU', night),
    held('P01/P010001F/Branch Offices EU', night),
    held('P01/P0100041/Campus', refused('P0100041')),
    held('P01/P0100042/Campus', refused('P0100042')),
    planned('P01/P0100020/Branch Offices EU', {
      ...{ action: 'none', cause: 'renamed', revision: { from: '1', to: '1' } },
    }),
    planned('P01/P0100020/Pilot', { action: 'none', cause: 'unchanged', revision: { from: '1', to: '1' } }),
  ]);
}

describe('a plan as markdown', () => {
  it.each([
    ['merge', mergePlan()],
    ['mistakes', mistakenPlan()],
    ['next-pass', nextPassPlan()],
  ])('reads as in %s.md', async (name, whole) => {
    await expect(planMarkdown(whole, LIMIT)).toMatchFileSnapshot(`${name}.md`);
  });

  it('is one sentence where there is nothing to tell', () => {
    expect(planMarkdown(plan([]), LIMIT)).toBe('The next pass would redistribute nothing.\n');
    const unchanged = planned('P01/P0100020/Pilot', { action: 'none', cause: 'unchanged' });
    const merge = plan([unchanged], { comparison: FILES });
    expect(planMarkdown(merge, LIMIT)).toBe('A merge would redistribute nothing.\n');
    expect(planMarkdown(merge, { ...LIMIT, all: true })).toContain('### Unchanged (1)\n');
  });

  it('takes the waves in order, and the calls that wait for one with them', () => {
    const waiting = { action: 'hold', held: held('P01/P0100001/A', { by: 'wave' }).held } as const;
    const text = planMarkdown(
      plan([
        planned('P01/P0100001/C', { wave: 10, ...waiting }),
        planned('P01/P0100001/A', { wave: -1 }),
        planned('P01/P0100001/B', { wave: 2, ...waiting }),
      ]),
      LIMIT,
    );
    expect(text.match(/^### .*?:/gm)).toEqual(['### Wave -1:', '### Wave 2:', '### Wave 10:']);
    expect(text).toContain('redistribute 1 package to 3 distribution point groups: 3 calls, size unknown.');
    expect(text).not.toContain('Held');
  });

  it('names the site where there are several, and no column without a value', () => {
    const heads = (text: string) => text.match(/^\| Package.*|^\| Site.*/gm);
    const one = planMarkdown(plan([planned('P01/P0100001/A')]), LIMIT);
    expect(heads(one)).toEqual(['| Package | Group | Change |']);
    const two = planMarkdown(plan([planned('P01/P0100001/A'), planned('P02/P0100001/A')]), LIMIT);
    expect(heads(two)).toEqual(['| Site | Package | Group | Change |']);
  });

  it('counts packages and groups by site, and groups as the site compares them', () => {
    const entries = ['P01/P0100001/Campus', 'P01/P0100002/campus', 'P02/P0100001/Campus'].map((one) =>
      planned(one),
    );
    expect(planMarkdown(plan(entries), LIMIT)).toContain(
      '3 packages to 2 distribution point groups: 3 calls',
    );
  });
});
