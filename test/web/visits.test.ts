import { describe, expect, it } from 'vitest';
import { countVisits, senderOf } from '../../src/web/visits.ts';

describe('visits', () => {
  it('are counted for each sender, from one minute to the next', () => {
    const clock = { now: 1000 };
    const visits = countVisits(() => clock.now);
    expect([visits('a'), visits('a'), visits('b'), visits('a')]).toEqual([1, 2, 1, 3]);
    clock.now += 59_999;
    expect(visits('a')).toBe(4);
    clock.now += 1;
    expect([visits('a'), visits('b'), visits('a')]).toEqual([1, 1, 2]);
  });

  it('begin anew where the clock was put back', () => {
    const clock = { now: 1_000_000 };
    const visits = countVisits(() => clock.now);
    expect([visits('a'), visits('a')]).toEqual([1, 2]);
    clock.now = 0;
    expect(visits('a')).toBe(1);
  });

  it('are forgotten of the one that began longest ago, where there are too many senders', () => {
    const clock = { now: 0 };
    const visits = countVisits(() => clock.now);
    const known = (sender: string) => visits(sender) > 1;
    for (let sender = 0; sender < 10_000; sender += 1) visits(`${sender}`);
    expect(known('9999')).toBe(true);
    visits('one more');
    expect(known('1')).toBe(true);
    expect(known('0')).toBe(false);
  });
});

describe('a sender', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['2001:db8:0:0:1::', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s counts as %s', (address, sender) => {
    expect(senderOf(address)).toBe(sender);
  });
});
