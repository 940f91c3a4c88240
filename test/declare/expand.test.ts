import { describe, expect, it } from 'vitest';
import type { Rules } from '../../src/declare/declare.ts';
import { expand } from '../../src/declare/expand.ts';
import { readText } from '../../src/declare/read.ts';
import { digestOf } from '../../src/model/digest.ts';
import { type SiteCode, toSiteCode } from '../../src/model/entry.ts';
import { makeEntry } from '../make/noun/attempt.ts';
import { type DeclarationParts, declarationYaml } from '../make/noun/declaration.ts';

const anySite: Rules = { sites: null, onlySite: null, allow: null };

const read = (text: string) => readText({ blob: 'blob', bytes: new TextEncoder().encode(text) });

const expanded = (parts: DeclarationParts | string, rules = anySite, declaredBefore = false) =>
  expand(read(typeof parts === 'string' ? parts : declarationYaml(parts)), rules, declaredBefore);

function site(text: string): SiteCode {
  const code = toSiteCode(text);
  if (!code) throw new Error(`${text} is no site code`);
  return code;
}

describe('expand', () => {
  it('gives packages × groups, each at its package, in the order of the text', () => {
    const result = expanded({ packages: ['P0100012', 'P0100013'], groups: ['A', 'B'] });
    expect(result).toMatchObject({
      kind: 'declares',
      foreign: 0,
      declarations: [
        { key: 'P01/P0100012/a', line: 8, column: 7 },
        { key: 'P01/P0100012/b', line: 8, column: 7 },
        { key: 'P01/P0100013/a', line: 9, column: 7 },
        { key: 'P01/P0100013/b', line: 9, column: 7 },
      ],
    });
  });

  it('carries what the document says besides', () => {
    const parts = { labels: { ring: 'broad' }, reason: 'CHG1', wave: 2, suspend: true };
    const notBefore = '2026-12-01T22:00:00Z';
    expect(expanded({ ...parts, notBefore })).toEqual({
      kind: 'declares',
      foreign: 0,
      declarations: [
        {
          line: 9,
          column: 7,
          key: 'P01/P0100012/branch',
          entry: makeEntry('P01/P0100012/Branch'),
          digest: digestOf(makeEntry('P01/P0100012/Branch'), '1'),
          revision: '1',
          name: 'office-content',
          labels: [['ring', 'broad']],
          reason: 'CHG1',
          wave: 2,
          suspend: true,
          notBefore: Date.parse(notBefore),
          notAfter: null,
        },
      ],
    });
  });

  it.each([
    ['1 where none is given', { packages: ['P0100012'] }, '1'],
    ["the document's", { packages: ['P0100012'], revision: '7' }, '7'],
    [
      "the package's before the document's",
      { packages: [{ id: 'P0100012', revision: '9' }], revision: '7' },
      '9',
    ],
  ])('takes the revision: %s', (_, parts, revision) => {
    const digest = digestOf(makeEntry('P01/P0100012/Branch'), revision);
    expect(expanded(parts)).toMatchObject({ declarations: [{ revision, digest }] });
  });

  it('gives the same entry as often as it is declared', () => {
    const result = expanded({ packages: ['P0100012', 'p0100012'] });
    expect(result).toMatchObject({
      declarations: [{ key: 'P01/P0100012/branch' }, { key: 'P01/P0100012/branch' }],
    });
  });
});

describe('the site', () => {
  it('is the only one where the document names none', () => {
    const rules = { ...anySite, sites: [site('P02')], onlySite: site('P02') };
    expect(expanded({ site: null }, rules)).toMatchObject({ declarations: [{ key: 'P02/P0100012/branch' }] });
  });

  it('is compared upper-cased', () => {
    expect(expanded({ site: 'p02' }, { ...anySite, sites: [site('P02')] }).kind).toBe('declares');
  });

  it.each([
    ['no config', anySite, 'no config is at hand'],
    ['two sites', { ...anySite, sites: [site('P01'), site('P02')] }, 'the config has P01, P02'],
  ])('is a problem of the document where there is no single one: %s', (_, rules, why) => {
    const message = `No site is named, and there is no single one (${why}): add "site" to "spec".`;
    const problems = [{ line: 1, column: 1, code: 'DPS1060', message }];
    expect(expanded({ site: null }, rules)).toEqual({ kind: 'broken', problems });
  });

  it('is a problem at its place where the config does not have it', () => {
    const rules = { ...anySite, sites: [site('P02')], onlySite: site('P02') };
    const message = 'There is no site P01: the config has P02. Correct it, or add the site to the config.';
    const problems = [{ line: 6, column: 9, code: 'DPS1061', message }];
    expect(expanded({}, rules)).toEqual({ kind: 'broken', problems });
  });

  it('is checked in the good documents of a file with a problem, too', () => {
    const text = `${declarationYaml({ site: 'P09' })}---\n${declarationYaml({ packages: ['x'] })}`;
    const result = expanded(text, { ...anySite, sites: [site('P01')] });
    expect(result).toMatchObject({
      problems: [
        { line: 19, code: 'DPS1045' },
        { line: 6, code: 'DPS1061' },
      ],
    });
  });
});

describe('a text that cannot be read', () => {
  it('is foreign where its file declared nothing before, and a problem where it did', () => {
    const text = '{{ if }}\na: [';
    expect(expanded(text, anySite, false)).toEqual({ kind: 'declares', declarations: [], foreign: 1 });
    expect(expanded(text, anySite, true)).toMatchObject({ kind: 'broken', problems: [{ code: 'DPS1020' }] });
  });

  it('declares nothing, and is no problem, where its file holds only foreign documents by now', () => {
    expect(expanded('a: b', anySite, true)).toEqual({ kind: 'declares', declarations: [], foreign: 1 });
  });
});
