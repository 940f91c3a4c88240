import { expect, it } from 'vitest';
import type { PlanInput } from '../../../src/plan/plan.ts';
import { declared, guards, input, NOW, planOne, subject } from '../../make/noun/plan.ts';
import { makeWindow } from '../../make/noun/window.ts';

const one = subject({ declared: [declared({ labels: [['ring', 'broad']] })] });
const holdBy = (windows: PlanInput['guards']['windows'], more: Partial<PlanInput> = {}) =>
  planOne(one, { ...guards({ windows }), ...more }).held;

it('holds outside of an allow window, and says when it opens on its own clock', () => {
  const nights = makeWindow({ schedule: '0 22 * * 1-5', duration: '8h', timeZone: 'Europe/Berlin' });
  expect(holdBy([nights])).toEqual({
    by: 'window',
    code: null,
    message:
      'outside of the allow window "0 22 * * 1-5" for 8h (Europe/Berlin); it may be called from Mon 2026-11-23 22:00 GMT+1 on',
    since: NOW,
    until: Date.UTC(2026, 10, 23, 21),
    remedy: { kind: 'breakGlass' },
  });
  expect(holdBy([nights], { now: Date.UTC(2026, 10, 23, 21) })).toBeNull();
});

it('holds inside of a deny window', () => {
  const freeze = makeWindow({ kind: 'deny', schedule: '0 0 20 11 *', duration: '10d' });
  expect(holdBy([freeze])).toMatchObject({
    message:
      'inside of the deny window "0 0 20 11 *" for 10d (UTC); it may be called from Mon 2026-11-30 00:00 GMT+0 on',
    until: Date.UTC(2026, 10, 30),
  });
});

it('names all of the windows, and says where it does not know when they open', () => {
  const always = makeWindow({ kind: 'deny', schedule: '* * * * *', duration: '1m' });
  const noon = makeWindow({ kind: 'deny', schedule: '0 12 * * *' });
  expect(holdBy([makeWindow(), always, noon])).toMatchObject({
    message:
      'inside of the deny windows "* * * * *" for 1m (UTC), "0 12 * * *" for 1h (UTC); no moment was found at which it may be called',
    until: null,
  });
});

it('looks at the site, the group, the package and the labels of the declaration', () => {
  const never = { kind: 'deny', schedule: '* * * * *' };
  const match = { sites: ['P01'], groups: ['branch *'], packages: ['P01*'], labels: { ring: 'broad' } };
  expect(holdBy([makeWindow({ ...never, match })])?.by).toBe('window');
  expect(holdBy([makeWindow({ ...never, match: { ...match, labels: { ring: 'pilot' } } })])).toBeNull();
});

it('lets pass where the glass is broken', () => {
  const overrides = { ...input([]).overrides, breakGlass: true };
  const closed = { ...guards({ windows: [makeWindow()] }), overrides };
  expect(planOne(one, closed)).toMatchObject({ action: 'redistribute', held: null });
});
