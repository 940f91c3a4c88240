import { describe, expect, it } from 'vitest';
import { doctorText } from '../../../src/report/text/doctor.ts';
import { FINDINGS } from '../make/noun/findings.ts';
import { textOptions } from '../make/text.ts';

describe('what doctor found, for people', () => {
  it('is one list, then what to do about what is not well, failures first', () => {
    expect(doctorText(FINDINGS, textOptions({ width: 80 }))).toBe(
      `
ok       node            version 24.21.0                 at least 24 is needed
failure  site P01        its certificate is not trusted
warning  source content  lists no declaring file

Failures (1)
  site P01: its certificate is not trusted
    DPS2012: The site's certificate is not trusted.
    → Name the issuing authority as caFile.

Warnings (1)
  source content: lists no declaring file
    → Check path and branch.

1 ok, 1 warning, 1 failure.
`.slice(1),
    );
  });

  it('leaves out what is well where it is to be quiet', () => {
    expect(doctorText(FINDINGS.slice(0, 1), textOptions({ quiet: true }))).toBe('1 ok.\n');
    expect(doctorText(FINDINGS, textOptions({ quiet: true }))).not.toContain('node');
  });
});
