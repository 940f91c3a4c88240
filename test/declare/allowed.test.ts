import { describe, expect, it } from 'vitest';
import type { Rules } from '../../src/declare/declare.ts';
import { expand } from '../../src/declare/expand.ts';
import { readText } from '../../src/declare/read.ts';
import type { Allow } from '../../src/model/config/allow.ts';
import { toSiteCode } from '../../src/model/entry.ts';
import { type DeclarationParts, declarationYaml } from '../make/noun/declaration.ts';

/** What a document comes to in a source that may declare so much. */
function expanded(parts: DeclarationParts, allow: Allow, more: Partial<Rules> = {}) {
  const bytes = new TextEncoder().encode(declarationYaml(parts));
  return expand(readText({ blob: 'blob', bytes }), { sites: null, onlySite: null, allow, ...more }, false);
}

const REST = '("allow" in the config). Remove it, or ask the operator to allow it.';

describe('what a source may not declare', () => {
  it('is a problem at its place that names it and what is allowed', () => {
    const parts = { packages: ['P0100012', 'ABC00012'], groups: ['Branch EU', 'Head Office'] };
    const allow = { sites: ['P02', 'P03'], packages: ['P01*'], groups: ['Branch *', 'Café'] };
    expect(expanded(parts, allow)).toEqual({
      kind: 'broken',
      problems: [
        {
          ...{ line: 6, column: 9, code: 'DPS1062' },
          message: `This source may not declare the site P01; it may declare "P02", "P03" ${REST}`,
        },
        {
          ...{ line: 9, column: 7, code: 'DPS1062' },
          message: `This source may not declare the package ABC00012; it may declare "P01*" ${REST}`,
        },
        {
          ...{ line: 12, column: 7, code: 'DPS1062' },
          message: `This source may not declare the group "Head Office"; it may declare "Branch *", "Café" ${REST}`,
        },
      ],
    });
  });

  it('is the only site of the config, too, where a document names none', () => {
    const onlySite = toSiteCode('P01') ?? null;
    expect(expanded({ site: null }, { sites: ['P02'] }, { onlySite })).toMatchObject({
      problems: [{ line: 1, column: 1, code: 'DPS1062' }],
    });
  });

  it('is anything where the list is empty, and only some of a long list is shown', () => {
    const message = (groups: readonly string[]) => {
      const result = expanded({}, { groups });
      return result.kind === 'broken' ? result.problems[0]?.message : undefined;
    };
    expect(message([])).toContain('it may declare none (');
    expect(message(['1', '2', '3', '4', '5', '6', '7'])).toContain('"4", "5" and 2 more (');
  });

  it('fills no list without end', () => {
    const packages = Array.from({ length: 300 }, (_, index) => `ABC${String(index).padStart(5, '0')}`);
    const result = expanded({ packages }, { packages: ['P01*'] });
    expect(result.kind === 'broken' && result.problems.map(({ code }) => code)).toEqual([
      ...Array.from({ length: 100 }, () => 'DPS1062'),
      'DPS1008',
    ]);
  });
});

it('declares what is allowed', () => {
  const allow = { sites: ['p01'], packages: ['p01*'], groups: ['BRANCH*'] };
  expect(expanded({}, allow)).toMatchObject({ kind: 'declares', declarations: [{}] });
});
