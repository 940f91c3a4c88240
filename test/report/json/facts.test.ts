import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../src/model/views/facts.ts';
import { factsParts } from '../../../src/report/json/facts.ts';
import { type ReadFacts, readFacts } from '../../../src/report/json/read-facts.ts';
import { writeJson } from '../../../src/report/json/write.ts';
import { NOW } from '../../make/noun/plan.ts';
import { facts, factsOfSite, idOf, knownGroup, nameOf, sent } from '../../make/site/facts.ts';
import { point, sitePackage } from '../../make/site/site-facts.ts';
import { wrongBySchema } from '../make/schema-check.ts';

const FACTS = facts({
  sites: [
    factsOfSite({
      packages: [sitePackage({ id: idOf(1), bytes: null, refreshedAt: NOW - 5, sourceChangedAt: NOW })],
      groups: [knownGroup({ members: [point('SITE', { onSiteServer: true })], unassigned: [idOf(2)] })],
      missing: { packages: [idOf(9)], groups: [nameOf('No such group')] },
    }),
  ],
  sent: [
    sent(),
    sent({ outcome: 'adopted', groupId: null, revision: '2' }),
    sent({
      outcome: 'rejected',
      finality: 'transient',
      counts: false,
      error: { code: 'DPS2010', message: 'no' },
    }),
  ],
});

async function written(told: Facts): Promise<string> {
  const parts: string[] = [];
  await writeJson(factsParts(told), (text) => void parts.push(text));
  return parts.join('');
}

const mistakesOf = (text: string) => {
  const read: ReadFacts = readFacts(text);
  return 'mistakes' in read ? read.mistakes : [];
};

describe('facts', () => {
  it('are read as they were written, and fit the published schema', async () => {
    const text = await written(FACTS);
    expect(readFacts(text)).toEqual({ facts: FACTS });
    expect(wrongBySchema('facts', JSON.parse(text))).toBeNull();
  });

  it('keep any name and revision as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const told = facts({
          sites: [
            factsOfSite({
              packages: [sitePackage({ id: idOf(1), name: text })],
              groups: [knownGroup({ name: text })],
            }),
          ],
          sent: [{ ...sent(), revision: text }],
        });
        expect(readFacts(await written(told))).toEqual({ facts: told });
      }),
    );
  });

  const document = JSON.parse(JSON.stringify({ ...factsParts(FACTS), sent: [...factsParts(FACTS).sent] }));
  const altered = (change: (copy: typeof document) => void) => {
    const copy = structuredClone(document);
    change(copy);
    return JSON.stringify(copy);
  };

  it.each<[string, string, RegExp]>([
    ['no JSON, with the place', '{"apiVersion": "dpsync/v1",\n oops}', /^it is no JSON: .*line 2 column 2/],
    ['nothing', '', /^it is no JSON: /],
    ['a list', '[]', /^the document: /],
    [
      'another kind',
      altered((copy) => {
        copy.kind = 'Plan';
      }),
      /^kind: /,
    ],
    [
      'a field that it does not have',
      altered((copy) => {
        copy.sent[1].colour = 1;
      }),
      /^sent\[1\]: .*colour/,
    ],
    [
      'a digest of another form',
      altered((copy) => {
        copy.sent[2].digest = 'x';
      }),
      /^sent\[2\]\.digest: /,
    ],
    [
      'a group that is no name',
      altered((copy) => {
        copy.sent[0].group = 'a\u0007b';
      }),
      /^sent\[0\]\.group: is no group name/,
    ],
    [
      'a time that is none',
      altered((copy) => {
        copy.exportedAt = 'yesterday';
      }),
      /^exportedAt: /,
    ],
    [
      'a prototype',
      altered((copy) => {
        copy.sites[0].groups[0].members = { __proto__: [] };
      }),
      /members: /,
    ],
    [
      'a package in another case',
      altered((copy) => {
        copy.sites[0].packages[0].id = 'p0100001';
      }),
      /^sites\[0\]\.packages\[0\]\.id: /,
    ],
  ])('that are %s are refused, with the place of the mistake', (_, text, place) => {
    expect(mistakesOf(text).join('\n')).toMatch(place);
  });

  it('that are wrong all over are told a few mistakes of, and any text at all gives an answer', () => {
    const sites = Array.from({ length: 100 }, () => 1);
    expect(
      mistakesOf(
        altered((copy) => {
          copy.sites = sites;
        }),
      ),
    ).toHaveLength(5);
    expect(mistakesOf('['.repeat(1_000_000))).toHaveLength(1);
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => mistakesOf(text).length > 0));
  });
});
