import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { line, print, title } from '../../../../src/report/text/layout/layout.ts';
import { planText } from '../../../../src/report/text/plan/plan.ts';
import { conflict } from '../../make/noun/conflict.ts';
import { plan } from '../../make/noun/plan.ts';
import { held, planned } from '../../make/noun/planned.ts';
import { problem } from '../../make/noun/problem.ts';
import { textOptions } from '../../make/text.ts';

describe('what is printed', () => {
  it('has a blank line between sections, and no trace of empty ones', () => {
    expect(print([[], [title('Held'), line('One.', undefined, 2)], [], [line('Two.')]], textOptions())).toBe(
      'Held\n  One.\n\nTwo.\n',
    );
  });

  it('is wrapped on a terminal, with the continuation set in', () => {
    const text = print(
      [[line('Nothing of a source is called before it is released.', 'bad', 2)]],
      textOptions({ width: 40, colour: true }),
    );
    expect(text).toBe(
      '  \u001b[31mNothing of a source is called before\u001b[39m\n    \u001b[31mit is released.\u001b[39m\n',
    );
  });

  it('is one line in a pipe, however long', () => {
    const long = 'word '.repeat(100).trim();
    expect(print([[line(long)]], textOptions())).toBe(`${long}\n`);
  });

  it('obeys no value from git or a site, wherever it stands, and is never wider than the terminal', () => {
    const texts = fc.string({
      unit: fc.constantFrom(...'\u001b[2J\u009b\r\n\u202e\u2066\u2028ab 東🏢`'),
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(texts, fc.integer({ min: 40, max: 120 }), (bad, width) => {
        const text = planText(hostilePlan(bad), textOptions({ width, all: true, verbose: true }));
        const lines = text.split('\n');
        expect(lines.filter((shown) => /[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028]/u.test(shown))).toEqual([]);
        expect(lines.filter((shown) => stringWidth(shown) > width)).toEqual([]);
      }),
    );
  });
});

/** A plan that has the text everywhere where one from outside can stand. */
function hostilePlan(bad: string) {
  const declaredAt = [{ source: bad, commit: bad, author: bad, file: bad, line: 1, column: 1 }];
  const about = {
    source: bad,
    run: bad,
    reason: bad,
    packageName: bad,
    declaredAt,
    revision: { from: bad, to: bad },
  };
  const hold = { by: 'firstRun', message: bad, remedy: { kind: 'adopt', source: bad } } as const;
  const entries = [planned('P01/P0100001/Campus', about), held('P01/P0100002/Campus', hold, about)];
  return plan(entries, {
    sources: [{ name: bad, commit: bad, base: bad, run: bad }],
    problems: [problem({ file: bad, message: bad, code: bad })],
    conflicts: [conflict('P01/P0100003/Campus', [bad, bad])],
    warnings: [{ code: bad, message: bad, entry: bad }],
    skipped: [{ source: bad, file: bad, reason: bad }],
  });
}
