import { describe, expect, it } from 'vitest';
import { attempt, declared, planOne, subject } from '../../make/noun/plan.ts';

const outdated = declared({ outdated: true });
const problem = {
  source: 'content',
  file: 'office.yaml',
  line: 3,
  column: 1,
  code: 'DPS1003',
  message: 'unknown field',
};

describe('an entry whose file has a problem', () => {
  it('is held, and names the problem', () => {
    const elsewhere = { ...problem, source: 'other', code: 'DPS1999' };
    const planned = planOne(subject({ declared: [outdated] }), { problems: [elsewhere, problem] });
    expect(planned).toMatchObject({
      action: 'hold',
      cause: 'new',
      held: {
        by: 'problem',
        code: 'DPS1003',
        message: 'office.yaml:3:1: unknown field',
        remedy: { kind: 'correctFile', file: 'office.yaml', what: 'problem' },
      },
    });
  });

  it('is held where the problem itself is not at hand', () => {
    expect(planOne(subject({ declared: [outdated] })).held).toMatchObject({ by: 'problem', code: null });
  });

  it('is none where nothing of it is due', () => {
    const planned = planOne(subject({ declared: [outdated], attempts: [attempt()] }), {
      problems: [problem],
    });
    expect(planned).toMatchObject({ action: 'none', cause: 'unchanged', held: null });
  });

  it('leaves the entries of every other file free', () => {
    const planned = planOne(subject({ declared: [declared({ file: 'b.yaml' })] }), { problems: [problem] });
    expect(planned.action).toBe('redistribute');
  });
});
