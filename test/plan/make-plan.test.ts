import { describe, expect, it } from 'vitest';
import { makePlan } from '../../src/plan/plan.ts';
import { attempt, declared, input, planOne, rejected, source, subject } from '../make/noun/plan.ts';

const at = (entry: string, wave = 0) => subject({ declared: [declared({ entry, wave })] });
const B = 'P01/P0100012/B';
const A = 'P01/P0100012/A';

describe('a plan', () => {
  it('is in the order of the calls: by wave, then by entry', () => {
    const { entries } = makePlan(
      input([at(B, 1), at(A, 2), at(A.replace('P01', 'P00'), 1), at(B.replace('/B', '/C'))]),
    ).plan;
    expect(entries.map(({ key, wave }) => [key, wave])).toEqual([
      ['P01/P0100012/c', 0],
      ['P00/P0100012/a', 1],
      ['P01/P0100012/b', 1],
      ['P01/P0100012/a', 2],
    ]);
  });

  it('adds up', () => {
    const { plan } = makePlan(
      input(
        [
          at(A),
          at(B),
          subject({ declared: [declared({ suspend: true })] }),
          subject({
            declared: [declared({ entry: 'P01/P0100012/Sent' })],
            attempts: [attempt({ entry: 'P01/P0100012/Sent' })],
          }),
          subject({ gone: declared({ entry: 'P01/P0100012/Gone' }) }),
        ],
        {
          problems: [
            { source: 'content', file: 'x.yaml', line: 1, column: 1, code: 'DPS1001', message: 'no' },
          ],
        },
      ),
    );
    const { entries } = plan;
    expect(entries).toHaveLength(5);
    expect(plan.summary).toEqual({
      redistribute: 2,
      hold: 1,
      none: 1,
      forget: 1,
      conflict: 0,
      problems: 1,
      bytes: null,
    });
  });

  it('hands on what was found in the files', () => {
    const problems = [
      { source: 'content', file: 'x.yaml', line: 1, column: 1, code: 'DPS1001', message: 'no' },
    ];
    const skipped = [{ source: 'content', file: 'y.yaml', reason: 'a symbolic link' }];
    expect(makePlan(input([], { problems, skipped })).plan).toMatchObject({ problems, skipped, entries: [] });
  });

  it('names every source, also one with nothing due', () => {
    const sources = [source({ base: null }), source({ name: 'idle', commit: 'd00d' })];
    expect(makePlan(input([at(A)], { sources })).plan.sources).toEqual([
      { name: 'content', commit: 'c0ffee', base: null, run: expect.any(String) },
      { name: 'idle', commit: 'd00d', base: 'ba5e', run: null },
    ]);
  });

  it('says where an entry is declared, or where it was', () => {
    const place = {
      source: 'content',
      file: 'office.yaml',
      line: 5,
      column: 7,
      commit: 'c0ffee',
      author: 'Ada',
    };
    expect(planOne(at(A)).declaredAt).toMatchObject([place]);
    expect(planOne(subject({ gone: declared() })).declaredAt).toMatchObject([place]);
    expect(planOne(subject({ attempts: [rejected()] })).declaredAt).toEqual([]);
  });

  it('carries reason and wave of the declaration', () => {
    const planned = planOne(subject({ declared: [declared({ reason: 'CHG1', wave: 3 })] }));
    expect(planned).toMatchObject({ reason: 'CHG1', wave: 3, source: 'content' });
  });
});
