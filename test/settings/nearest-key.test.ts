import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../src/settings/fields.ts';
import { configForm } from '../../src/settings/form.ts';
import { nearestKey } from '../../src/settings/nearest-key.ts';

const PLACES = [...new Set([...fieldsOf(configForm)].map(({ place }) => place.join('.')))];
const FIELDS = PLACES.map((place) => place.split('.'))
  .map((place) => ({ key: place.at(-1) ?? '', above: place.slice(0, -1) }))
  .filter(({ key }) => key !== '' && key !== '*');

/** A letter too few, too many, and another one, at each place of the word. */
function typosOf(word: string): readonly string[] {
  return [...word].flatMap((_, at) => [
    word.slice(0, at) + word.slice(at + 1),
    `${word.slice(0, at)}q${word.slice(at)}`,
    `${word.slice(0, at)}q${word.slice(at + 1)}`,
  ]);
}

describe('the key that was meant', () => {
  it('is looked for in the whole form', () => {
    const keys = new Set(FIELDS.map(({ key }) => key));
    expect(keys.size).toBeGreaterThan(70);
    for (const key of [
      'sshRevokedKeys',
      'secretEnv',
      'executable',
      'giveUp',
      'timeZone',
      'metricsTokenEnv',
    ]) {
      expect(keys).toContain(key);
    }
  });

  it.each(FIELDS)('is $key, in $above, from any typo of one letter', ({ key, above }) => {
    const beside = FIELDS.filter((other) => other.key !== key && `${other.above}` === `${above}`);
    // Some are as near to another: ath may be auth or path.
    const others = new Set(beside.flatMap((other) => typosOf(other.key)));
    const typos = typosOf(key).filter((typo) => !others.has(typo));
    expect(typos.length).toBeGreaterThan(key.length);
    expect(new Set(typos.map((typo) => nearestKey(typo, above)))).toEqual(new Set([key]));
    expect(nearestKey(key.toUpperCase(), above)).toBe(key);
  });

  it.each([
    ['maxAge', ['sources', '*'], 'guards.maxAge'],
    ['tokenenv', ['sources', '*'], 'sources[].auth.tokenEnv'],
    ['sources', ['guards'], 'sources'],
  ])('may be one of another place: %s in %j is %s', (key, above, meant) => {
    expect(nearestKey(key, above)).toBe(meant);
  });

  it.each(['foo', 'colour', '', 'x'.repeat(1_000_000)])('is none for %.30s', (key) => {
    expect(nearestKey(key, [])).toBeUndefined();
  });
});
