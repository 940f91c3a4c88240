import { describe, expect, it } from 'vitest';
import { Progress, type Stuck } from '../../src/daemon/watchdog-progress.ts';

const LIMIT = 600_000;

/** Asks every so often, for so long, and gives the first answer. */
function ask(progress: Progress, until: number, every = 5000): Stuck | undefined {
  for (let now = 0; now <= until; now += every) {
    const stuck = progress.findStuck(now, LIMIT);
    if (stuck) return stuck;
  }
  return undefined;
}

describe('progress', () => {
  it('finds the loop that did not move for the limit, and not before', () => {
    const progress = new Progress();
    progress.entered('source content');
    expect(ask(progress, LIMIT - 5000)).toBeUndefined();
    expect(progress.findStuck(LIMIT, LIMIT)).toEqual({ loop: 'source content', sinceMs: LIMIT });
  });

  it('finds nothing where loops wait, move on or ended their turn', () => {
    const progress = new Progress();
    progress.entered('source content');
    progress.left('source content');
    progress.moved('source content');
    progress.entered('site P01');
    for (let now = 0; now <= 3 * LIMIT; now += 5000) {
      if (now % (LIMIT / 2) === 0) progress.moved('site P01');
      expect(progress.findStuck(now, LIMIT)).toBeUndefined();
    }
  });

  it('begins anew with every turn', () => {
    const progress = new Progress();
    progress.entered('site P01');
    expect(ask(progress, LIMIT - 5000)).toBeUndefined();
    progress.left('site P01');
    progress.entered('site P01');
    expect(progress.findStuck(LIMIT, LIMIT)).toBeUndefined();
  });

  it('names the one that stands for the longest time', () => {
    const progress = new Progress();
    progress.entered('late');
    progress.entered('stuck');
    ask(progress, LIMIT / 2);
    progress.moved('late');
    expect(ask(progress, LIMIT)).toMatchObject({ loop: 'stuck' });
  });

  it.each([1, -1])('counts little of a leap of the clock, as after a sleep: %i day', (days) => {
    const progress = new Progress();
    progress.entered('site P01');
    progress.findStuck(0, LIMIT);
    expect(progress.findStuck(days * 86_400_000, LIMIT)).toBeUndefined();
    expect(progress.findStuck(days * 86_400_000 + 1000, LIMIT)).toBeUndefined();
  });
});
