import { describe, expect, it } from 'vitest';
import { tellOnce } from '../../src/daemon/tell-once.ts';
import type { Event } from '../../src/model/event.ts';

const held = (site: string, code: string): Event => ({ type: 'siteHeld', site, code, message: 'why' });
const released = (site: string): Event => ({ type: 'siteReleased', site, heldMs: 1 });
const fetched = (source: string, commit: string): Event => ({ type: 'fetched', source, commit });
const unverified = (source: string, commit: string, why = 'is not signed'): Event => {
  return { type: 'unverified', source, commit, message: `commit ${commit} of ${source} ${why}` };
};

/** What is told of these events, in their order. */
function toldOf(events: readonly Event[]): readonly Event[] {
  const told: Event[] = [];
  const listen = tellOnce((event) => told.push(event));
  for (const event of events) listen(event);
  return told;
}

describe('what stands for long', () => {
  it('is told once for a site, anew for another reason, and after a release', () => {
    expect(toldOf([held('P01', 'DPS2011'), held('P01', 'DPS2011'), held('P02', 'DPS2011')])).toEqual([
      held('P01', 'DPS2011'),
      held('P02', 'DPS2011'),
    ]);
    const news = [held('P01', 'DPS2011'), held('P01', 'DPS2020'), released('P01'), held('P01', 'DPS2020')];
    expect(toldOf(news)).toEqual(news);
  });

  it('is told once for a commit that is not verified, however often it is looked at', () => {
    const look = [fetched('a', 'c1'), unverified('a', 'c1')];
    expect(toldOf([...look, ...look, ...look])).toEqual([...look, fetched('a', 'c1'), fetched('a', 'c1')]);
    const others = [...look, unverified('b', 'c1'), unverified('a', 'c1', 'is signed by a key that expired')];
    expect(toldOf(others)).toEqual(others);
  });

  it('is told again where the branch went to another commit and came back', () => {
    const news = [
      ...[fetched('a', 'c1'), unverified('a', 'c1')],
      ...[fetched('a', 'c2')],
      ...[fetched('a', 'c1'), unverified('a', 'c1')],
    ];
    expect(toldOf(news)).toEqual(news);
  });

  it('hides nothing that happens anew each time', () => {
    const again: Event = { type: 'operatorCommand', command: 'retry', target: '*', actor: 'ada' };
    expect(toldOf([again, again])).toEqual([again, again]);
  });
});
