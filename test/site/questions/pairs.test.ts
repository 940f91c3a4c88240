import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Pair, pairKey } from '../../../src/model/site/facts.ts';
import { passes, readFilter } from '../../../src/simulator/filter.ts';
import { ODATA } from '../../../src/site/adminservice/filter.ts';
import { byPair } from '../../../src/site/questions/pairs.ts';
import { pack } from '../../../src/site/questions/part.ts';
import { packageId } from '../facts-contract.ts';

const PROPERTIES = { group: 'GroupID', package: 'PkgID' };
const ROOM = 3800;

function pair(group: number, content: number): Pair {
  const hex = (number: number, width: number) => number.toString(16).toUpperCase().padStart(width, '0');
  return {
    groupId: `{6617708D-0F98-4898-8D05-${hex(group, 12)}}`,
    package: packageId(`P01${hex(content, 5)}`),
  };
}

function questions(pairs: readonly Pair[], room = ROOM) {
  const limits = { dialect: ODATA, maxLength: room };
  return pack(byPair(PROPERTIES)(pairs, limits), limits);
}

/** Groups and packages that every group has: the pairs of a full cross product. */
function product(groups: number, packages: number): Pair[] {
  return Array.from({ length: groups * packages }, (_, index) =>
    pair(index % groups, Math.floor(index / groups)),
  );
}

describe('questions for pairs', () => {
  it('ask for exactly the pairs, each once and within the room, whatever they are', () => {
    const anyPairs = fc.array(fc.tuple(fc.nat(6), fc.nat(9)), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(anyPairs, fc.integer({ min: 140, max: 2000 }), (numbers, room) => {
        const wanted = new Set(numbers.map(([group, content]) => pairKey(pair(group, content))));
        const parts = questions(
          numbers.map(([group, content]) => pair(group, content)),
          room,
        );
        const asked = parts.flatMap(({ items }) => items.map(pairKey));
        expect(asked.toSorted()).toEqual([...wanted].sort());
        for (const { condition, items } of parts) {
          expect(condition.length).toBeLessThanOrEqual(room);
          const filter = readFilter(decodeURIComponent(condition));
          const answered = product(7, 10).filter(({ groupId, package: id }) =>
            passes(filter, { GroupID: groupId, PkgID: id }),
          );
          expect(answered.map(pairKey).sort()).toEqual(items.map(pairKey).sort());
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['100 packages in 10 groups', product(10, 100), 2],
    ['1,000 packages in one group', product(1, 1000), 12],
    ['one package in 1,000 groups', product(1000, 1), 20],
    ['10 groups that each lack another of 100 packages', product(10, 100).filter((_, i) => i % 11 !== 0), 12],
    ['two overlapping rings', [...product(20, 30), ...product(30, 20)], 3],
    ['1,000 pairs that share nothing', Array.from({ length: 1000 }, (_, i) => pair(i, i)), 36],
  ])('are few: %s', (_what, pairs, most) => {
    expect(questions(pairs).length).toBeLessThanOrEqual(most);
  });

  it('take groups whose ids differ in case for one', () => {
    const { groupId, package: id } = pair(10, 1);
    expect(
      questions([
        { groupId, package: id },
        { groupId: groupId.toLowerCase(), package: id },
      ]),
    ).toHaveLength(1);
    expect(questions([{ groupId: groupId.toLowerCase(), package: id }])[0]?.items).toHaveLength(1);
  });

  it('are none where there are no pairs', () => {
    expect(questions([])).toEqual([]);
  });

  it('are asked even where the room is too small for one', () => {
    expect(questions(product(2, 2), 10)).toHaveLength(4);
  });
});
