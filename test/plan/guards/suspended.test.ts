import { expect, it } from 'vitest';
import { attempt, declared, planOne, rejected, subject } from '../../make/plan.ts';

const suspended = declared({ suspend: true });

it('holds what its declaration suspends', () => {
  const planned = planOne(subject({ declared: [suspended] }));
  expect(planned).toMatchObject({ action: 'hold', cause: 'new', held: { by: 'suspended', until: null } });
  expect(planned.held?.remedy).toContain('office.yaml');
});

it('holds a retry too', () => {
  const planned = planOne(subject({ declared: [suspended], attempts: [rejected()] }));
  expect(planned).toMatchObject({ action: 'hold', cause: 'retry', held: { by: 'suspended' } });
});

it('does not speak of what was sent', () => {
  expect(planOne(subject({ declared: [suspended], attempts: [attempt()] })).held).toBeNull();
});

it('does not hide a failure', () => {
  const failed = attempt({ outcome: 'rejected', finality: 'forGood' });
  expect(planOne(subject({ declared: [suspended], attempts: [failed] })).held?.by).toBe('failed');
});
