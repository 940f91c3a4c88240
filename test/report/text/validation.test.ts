import { describe, expect, it } from 'vitest';
import { validationText } from '../../../src/report/text/validation.ts';
import { conflict } from '../make/noun/conflict.ts';
import { problem } from '../make/noun/problem.ts';
import { validation } from '../make/noun/validation.ts';
import { textOptions } from '../make/text.ts';

const WHOLE = validation({
  foreign: 2,
  problems: [problem()],
  conflicts: [conflict('P01/P0100020/Campus', ['a.yaml', 'b.yaml'])],
  warnings: [problem({ code: 'DPS1100', message: 'YAML reads 1E500012 as a number; quote it.' })],
  skipped: [{ source: 'content', file: 'link.yaml', reason: 'a symbolic link is not followed' }],
});

describe('what validate found, for people', () => {
  it('is everything with its place, what is wrong last, and the counts', () => {
    expect(validationText(WHOLE, textOptions({ width: 80 }))).toBe(
      `
Skipped (1)
  link.yaml: a symbolic link is not followed

Warnings (1)
  sites/eu/office.yaml:12:3 DPS1100 YAML reads 1E500012 as a number; quote it.

Conflicts (1)
  P01/P0100020/Campus is declared 2 times; keep one of
    a.yaml:9:7
    b.yaml:9:7

Problems (1)
  sites/eu/office.yaml:12:3 DPS1004 spec.colour is not a field; remove it.

2 files, 3 entries, 2 foreign documents ignored: 1 problem, 1 conflict.
`.slice(1),
    );
  });

  it('names the source where there are several', () => {
    const problems = [problem(), problem({ source: 'servers' })];
    const text = validationText(validation({ problems }), textOptions());
    expect(text).toContain('sites/eu/office.yaml:12:3 (servers) DPS1004');
  });

  it('says that all is well', () => {
    expect(validationText(validation(), textOptions())).toBe('2 files, 3 entries: no problems.\n');
  });

  it('says that there was nothing to look at', () => {
    expect(validationText(validation({ files: 0 }), textOptions())).toMatch(/^No file to check\./);
  });

  it('keeps to what must be corrected where it is to be quiet', () => {
    const text = validationText(WHOLE, textOptions({ quiet: true }));
    expect(text).toMatch(/^Conflicts/);
    expect(text).not.toContain('DPS1100');
  });
});
