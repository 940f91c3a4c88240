import { describe, expect, it } from 'vitest';
import { parseSelector } from '../../src/model/selection/selector.ts';
import type { PlanInput, Subject } from '../../src/plan/plan.ts';
import { makePlan } from '../../src/plan/plan.ts';
import { attempt, declared, guards, input, MINUTE, NOW, open, rejected, subject } from '../make/noun/plan.ts';
import { makeWindow } from '../make/noun/window.ts';
import { job, pair, point, shown, sitePackage } from '../make/site/site-facts.ts';

const ENTRY = 'P01/P0100012/Branch Offices EU';
const at = (entry: string, more = {}) => subject({ declared: [declared({ entry, ...more })] });
const due = at(ENTRY);

const warningsOf = (subjects: readonly Subject[], more: Partial<PlanInput> = {}) =>
  makePlan(input(subjects, more)).plan.warnings;
const codesOf = (...given: Parameters<typeof warningsOf>) => warningsOf(...given).map(({ code }) => code);

it('has nothing to say where all is well', () => {
  const site = shown({ packages: { P0100012: sitePackage() }, pairs: { [ENTRY]: pair() } });
  expect(warningsOf([due], site)).toEqual([]);
});

it('names what holds by a label, which authors can take away, once each, and nothing that holds otherwise', () => {
  const windows = [
    makeWindow({ kind: 'deny', match: { labels: { ring: 'broad' } } }),
    makeWindow({ match: { groups: ['*'] } }),
  ];
  const suspensions = ['ring=broad', 'P01/*'].flatMap((selector) => {
    const parsed = parseSelector(selector);
    return parsed ? [{ selector, parsed, since: NOW, until: null, actor: 'ada@desk', reason: null }] : [];
  });
  const said = warningsOf([due, at('P01/P0100012/Other')], { ...guards({ windows }), suspensions });
  expect(said).toMatchObject([
    {
      code: 'DPS2209',
      message: expect.stringContaining('deny window "0 22 * * *" for 1h (UTC)'),
      entry: null,
    },
    { code: 'DPS2209', message: expect.stringContaining('the suspension of ring=broad'), entry: null },
  ]);
  expect(warningsOf([], { ...guards({ windows }), suspensions })).toEqual([]);
});

it('names the closed window that a call passes where the glass is broken, and nothing where it is open', () => {
  const windows = [makeWindow({ match: { groups: ['Closed'] } })];
  const overrides = { ...input([]).overrides, breakGlass: true };
  const subjects = ['P01/P0100012/Closed', 'P01/P0100012/Open'].map((entry) => at(entry));
  expect(warningsOf(subjects, { ...guards({ windows }), overrides })).toEqual([
    {
      code: 'DPS2206',
      message:
        'called outside of the allow window "0 22 * * *" for 1h (UTC): the glass is broken (--break-glass)',
      entry: 'P01/P0100012/Closed',
    },
  ]);
  expect(warningsOf(subjects, guards({ windows }))).toEqual([]);
});

describe('an earlier revision whose outcome is unknown', () => {
  const newer = (...attempts: Subject['attempts']) =>
    subject({ declared: [declared({ revision: '2' })], attempts });

  it('is named beside the call of the newer one', () => {
    expect(warningsOf([newer(attempt({ outcome: 'unknown' }))])).toEqual([
      {
        code: 'DPS2201',
        message: 'nobody knows whether the site has revision 1; the new revision is a call of its own',
        entry: ENTRY,
      },
    ]);
  });

  it('is each one that there is, also that of a writer that died', () => {
    const died = open({ revision: '0', writer: 1 });
    expect(codesOf([newer(died, attempt({ outcome: 'unknown' }))])).toEqual(['DPS2201', 'DPS2201']);
  });

  it('is worth no word where nothing is called, or where it is the declared one', () => {
    const both = newer(attempt({ outcome: 'unknown' }), attempt({ revision: '2' }));
    const same = subject({ declared: [declared()], attempts: [attempt({ outcome: 'unknown' })] });
    expect(codesOf([both])).toEqual([]);
    expect(codesOf([same])).toEqual([]);
  });

  it('is none that was accepted or rejected', () => {
    expect(codesOf([newer(attempt(), rejected())])).toEqual([]);
  });
});

describe('a distribution point in several groups', () => {
  const EU = 'P01/P0100012/EU';
  const WEST = 'P01/P0100012/West';
  const NORTH = 'P01/P0100012/North';
  const members = (...names: readonly string[]) => pair({ members: names.map((name) => point(name)) });

  it('is named once, with its groups', () => {
    const site = shown({ pairs: { [EU]: members('DP01', 'DP02'), [WEST]: members('DP02', 'DP03') } });
    expect(warningsOf([at(EU), at(WEST)], site)).toEqual([
      { code: 'DPS2202', message: 'DP02 gets package P0100012 2 times, through EU and West', entry: EU },
    ]);
  });

  it('stands for the others of the same groups, and for no other', () => {
    const pairs = {
      [EU]: members('DP01', 'DP02', 'DP03'),
      [NORTH]: members('DP01', 'DP02', 'DP09'),
      [WEST]: members('DP03', 'DP04'),
    };
    expect(warningsOf([at(NORTH), at(WEST), at(EU)], shown({ pairs })).map(({ message }) => message)).toEqual(
      [
        'DP01 and 1 more get package P0100012 2 times, through EU and North',
        'DP03 gets package P0100012 2 times, through EU and West',
      ],
    );
  });

  it('may be in three of them', () => {
    const pairs = { [EU]: members('DP01'), [NORTH]: members('DP01'), [WEST]: members('DP01') };
    const [only, ...others] = warningsOf([at(EU), at(NORTH), at(WEST)], shown({ pairs }));
    expect(only?.message).toBe('DP01 gets package P0100012 3 times, through EU and North and West');
    expect(others).toEqual([]);
  });

  it('is no matter on its site server, for two packages, or where one of the calls is not made', () => {
    const onSiteServer = pair({ members: [point('SITE', { onSiteServer: true })] });
    expect(
      codesOf([at(EU), at(WEST)], shown({ pairs: { [EU]: onSiteServer, [WEST]: onSiteServer } })),
    ).toEqual([]);
    const other = 'P01/P0100013/West';
    const pairs = { [EU]: members('DP01'), [other]: members('DP01'), [WEST]: members('DP01') };
    expect(codesOf([at(EU), at(other)], shown({ pairs }))).toEqual([]);
    expect(codesOf([at(EU), at(WEST, { suspend: true })], shown({ pairs }))).toEqual([]);
  });

  it('is one where the second call waits for its wave', () => {
    const pairs = { [EU]: members('DP01'), [WEST]: members('DP01') };
    expect(codesOf([at(EU), at(WEST, { wave: 1 })], shown({ pairs }))).toEqual(['DPS2202']);
  });
});

describe('source files', () => {
  const changed = (sourceChangedAt: number | null, refreshedAt: number | null) =>
    codesOf([due], shown({ packages: { P0100012: sitePackage({ sourceChangedAt, refreshedAt }) } }));

  it('that were changed after the site read them are old content', () => {
    expect(changed(NOW, NOW - 1)).toEqual(['DPS2203']);
  });

  it.each([
    [NOW, NOW],
    [NOW - 1, NOW],
    [null, NOW],
    [NOW, null],
  ])('that were changed at %s and read at %s are not', (changedAt, refreshedAt) => {
    expect(changed(changedAt, refreshedAt)).toEqual([]);
  });
});

it('a group without members is a call for nothing', () => {
  expect(warningsOf([due], shown({ pairs: { [ENTRY]: pair({ members: [] }) } }))).toEqual([
    {
      code: 'DPS2204',
      message: 'the group Branch Offices EU has no members: the call sends nothing',
      entry: ENTRY,
    },
  ]);
});

describe('a distribution that is under way for longer than runningFor', () => {
  const running = (...ages: readonly number[]) =>
    pair({ running: ages.map((age) => job(NOW - age * MINUTE)) });

  it('is named once, with the age of its oldest job on the clock of the site', () => {
    const site = shown({ pairs: { [ENTRY]: running(300, 600) }, clockOffset: 60 * MINUTE });
    expect(warningsOf([due], site)).toEqual([
      {
        code: 'DPS2205',
        message:
          'a distribution of package P0100012 to members of the group is under way, begun 11h ago: it may be stuck',
        entry: ENTRY,
      },
    ]);
  });

  it('is not named beside one that holds the entry', () => {
    expect(codesOf([due], shown({ pairs: { [ENTRY]: running(1, 600) } }))).toEqual([]);
  });
});

it('says nothing of entries that are not called', () => {
  const site = shown({
    packages: { P0100012: sitePackage({ sourceChangedAt: 2, refreshedAt: 1 }) },
    pairs: { [ENTRY]: pair({ members: [] }) },
  });
  expect(codesOf([due], site)).toEqual(['DPS2203', 'DPS2204']);
  expect(codesOf([at(ENTRY, { suspend: true })], site)).toEqual([]);
  expect(codesOf([subject({ declared: [declared()], attempts: [attempt()] })], site)).toEqual([]);
});
