import { describe, expect, it } from 'vitest';
import type { ReasonRule } from '../../../src/model/config/reason-rule.ts';
import { attempt, declared, planOne, source, subject } from '../../make/noun/plan.ts';

const TICKET: ReasonRule = {
  required: true,
  pattern: '^CHG',
  fits: (text) => text.startsWith('CHG'),
};

/** Why an entry with this reason is held. */
const heldFor = (reason: string | null, rule: Partial<ReasonRule> = {}) =>
  planOne(subject({ declared: [declared({ reason })] }), {
    sources: [source({ reason: { ...TICKET, ...rule } })],
  }).held;

describe('a reason', () => {
  it('that fits holds nothing', () => {
    expect(heldFor('CHG1')).toBeNull();
    expect(heldFor(' CHG1 ')).toBeNull();
    expect(heldFor(`CHG${'x'.repeat(1997)}`)).toBeNull();
  });

  it.each([
    ['is missing', null, 'the reason in office.yaml is missing'],
    ['is blank', ' \u00a0', 'the reason in office.yaml is missing'],
    ['does not fit', 'because', 'the reason in office.yaml does not fit ^CHG'],
  ])('that %s holds its entries', (_, reason, message) => {
    const what = message.endsWith('is missing') ? 'missingReason' : 'reason';
    const remedy = { kind: 'correctFile', file: 'office.yaml', what };
    expect(heldFor(reason)).toMatchObject({ by: 'policy', message, until: null, code: null, remedy });
  });

  it('may be missing where it is not required', () => {
    expect(heldFor(null, { required: false })).toBeNull();
    expect(heldFor('because', { required: false })?.by).toBe('policy');
  });

  it('touches nothing that was sent', () => {
    const sent = subject({ declared: [declared({ reason: null })], attempts: [attempt()] });
    expect(planOne(sent, { sources: [source({ reason: TICKET })] })).toMatchObject({
      action: 'none',
      held: null,
    });
  });
});
