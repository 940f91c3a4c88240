import { describe, expect, it } from 'vitest';
import type { Declared } from '../../../src/model/declaration.ts';
import { makePlan, type Subject } from '../../../src/plan/plan.ts';
import {
  attempt,
  declared,
  digest,
  holds,
  input,
  NOW,
  open,
  reached,
  rejected,
  subject,
} from '../../make/plan.ts';

const RUN = 'r1';
const LOW = 'P01/P0100012/Low';
const HIGH = 'P01/P0100012/High';

function member(entry: string, more: Partial<Subject> & { declared: readonly Declared[] }): Subject {
  return subject({ due: { digest: digest({ entry }), run: RUN, since: NOW }, ...more });
}

const high = member(HIGH, { declared: [declared({ entry: HIGH, wave: 1 })] });
const lowDeclared = declared({ entry: LOW });
const low = (more: Partial<Subject> = {}) => member(LOW, { declared: [lowDeclared], ...more });
const lowTried = (outcome: Parameters<typeof attempt>[0]) =>
  low({ attempts: [attempt({ entry: LOW, ...outcome })] });

/** What the entries that wait are told. */
function waits(subjects: readonly Subject[]): (string | undefined)[] {
  const { entries } = makePlan(input(subjects)).plan;
  return entries.filter(({ held }) => held?.by === 'wave').map(({ held }) => held?.message);
}

describe('a wave', () => {
  it('starts when the lower ones of its run are through', () => {
    expect(holds([high, lowTried({ outcome: 'accepted' })])).toMatchObject({ High: null });
    expect(holds([high, lowTried({ outcome: 'adopted' })])).toMatchObject({ High: null });
    expect(holds([high])).toEqual({ High: null });
  });

  it.each([
    ['due', low(), null],
    ['in flight', low({ attempts: [open({ entry: LOW })] }), 'inFlight'],
    ['unknown', lowTried({ outcome: 'unknown' }), 'unknownOutcome'],
    ['failed', lowTried({ outcome: 'rejected', finality: 'forGood' }), 'failed'],
    ['in back-off', low({ attempts: [rejected({ entry: LOW, finishedAt: NOW })] }), 'backoff'],
    ['not valid yet', low({ declared: [{ ...lowDeclared, notBefore: NOW + 1 }] }), 'validity'],
  ])('waits for a lower one that is %s', (_, lower, by) => {
    expect(holds([high, lower])).toEqual({ Low: by, High: 'wave' });
  });

  it('waits for a lower one whose group the site does not show', () => {
    expect(holds([high, low()], { facts: reached({ Low: 0, High: 1 }) })).toEqual({
      Low: 'preflight',
      High: 'wave',
    });
  });

  it.each([
    ['suspended', low({ declared: [{ ...lowDeclared, suspend: true }] })],
    ['in conflict', low({ declared: [lowDeclared, { ...lowDeclared, line: 9 }] })],
    [
      'in conflict over its revision',
      low({ declared: [lowDeclared, declared({ entry: LOW, revision: '2' })] }),
    ],
    ['in a file with a problem', low({ declared: [{ ...lowDeclared, outdated: true }] })],
    ['replaced', low({ declared: [declared({ entry: LOW, revision: '2' })] })],
    ['gone', subject({ gone: lowDeclared, due: { digest: digest({ entry: LOW }), run: RUN, since: NOW } })],
  ])('does not wait for a lower one that is %s', (_, lower) => {
    expect(holds([high, lower])).toMatchObject({ High: null });
  });

  it('waits only for lower ones', () => {
    const higher = member(LOW, { declared: [{ ...lowDeclared, wave: 2 }] });
    const same = member(LOW, { declared: [{ ...lowDeclared, wave: 1 }] });
    expect(holds([high, higher])).toEqual({ High: null, Low: 'wave' });
    expect(holds([high, same])).toEqual({ High: null, Low: null });
  });

  it('waits only within its run', () => {
    expect(holds([high, low({ due: { digest: digest({ entry: LOW }), run: 'r0', since: NOW } })])).toEqual({
      Low: null,
      High: null,
    });
  });

  it('takes negative numbers, and says what it waits for', () => {
    const early = low({ declared: [{ ...lowDeclared, wave: -1 }] });
    const zero = member('P01/P0100012/Zero', {
      declared: [declared({ entry: 'P01/P0100012/Zero' })],
    });
    expect(waits([zero, early])).toEqual(['wave 0 waits for 1 entry of wave -1']);
    expect(waits([high, zero, early])).toEqual([
      'wave 0 waits for 1 entry of wave -1',
      'wave 1 waits for 1 entry of wave -1',
    ]);
    expect(waits([high, zero, low()])).toEqual(['wave 1 waits for 2 entries of wave 0']);
  });
});
