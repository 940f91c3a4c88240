import { describe, expect, it } from 'vitest';
import { runText } from '../../../../src/report/text/run/run.ts';
import { attempt, rejected, unknown } from '../../make/noun/attempt.ts';
import { held } from '../../make/noun/planned.ts';
import { runReport } from '../../make/noun/run-report.ts';
import { textOptions } from '../../make/text.ts';

const WHOLE = runReport({
  results: [attempt('P01/P0100001/Campus'), rejected('P01/P0100002/東京 🏢'), unknown('P01/P0100003/Campus')],
  held: [held('P01/P0100004/Campus', {})],
  notReached: [{ site: 'P02', error: { code: 'CONNECT', message: 'Connection refused.' }, entries: 4 }],
});

describe('a pass for people', () => {
  it('says what became of every call, what that means, and what to do next', () => {
    expect(runText(WHOLE, textOptions({ width: 100 }))).toBe(
      `
Run 4be1f0a92c33: content at aaaaaaaaaa

  accepted  P01/P0100001/Campus   revision 1  820ms
  rejected  P01/P0100002/東京 🏢  revision 1  820ms
     HTTP_403: The account may not redistribute this package.
  unknown   P01/P0100003/Campus   revision 1  820ms
     TIMED_OUT: No answer within 1m.

Held by suspended (1)
  The declaration says suspend: true.
  → take suspend: true out of sites/eu/office.yaml
  !  P01/P0100004/Campus  new, revision 1  sites/eu/office.yaml:9

Not reached (1)
  P02 (4 entries) CONNECT: Connection refused.

Done in 12s: 1 accepted, 1 rejected, 1 unknown, 1 held, 4 not reached.

Unknown: the site may or may not have the call, so it is never made again on its own. Look at the
  package's content status in the console, then run \`dpsync resolve ENTRY --as accepted\` or
  \`--as not-sent\`.
Rejected for good: correct the cause, then declare a revision that was not used before.
Not reached: still due; the next \`dpsync apply\` calls it.
Held: each reason above says what ends it.
`.slice(1),
    );
  });

  it('needs no advice where all went well', () => {
    const text = runText(runReport({ runs: [], results: [attempt('P01/P0100001/Campus')] }), textOptions());
    expect(text).toBe('  accepted  P01/P0100001/Campus  revision 1  820ms\n\nDone in 12s: 1 accepted.\n');
  });

  it('says that nothing was called', () => {
    expect(runText(runReport({ runs: [] }), textOptions())).toBe('No changes. Nothing was called.\n');
  });

  it('promises another try only for what was rejected for now', () => {
    const results = [rejected('P01/P0100002/Campus', { finality: 'transient' })];
    const text = runText(runReport({ results }), textOptions());
    expect(text).toContain('Rejected for now: a later pass tries again.');
    expect(text).not.toContain('for good');
  });

  it('keeps to what went wrong where it is to be quiet', () => {
    expect(runText(WHOLE, textOptions({ quiet: true }))).toBe(
      `
rejected  P01/P0100002/東京 🏢  revision 1  820ms  HTTP_403: The account may not redistribute this package.
unknown   P01/P0100003/Campus   revision 1  820ms  TIMED_OUT: No answer within 1m.

Not reached (1)
  P02 (4 entries) CONNECT: Connection refused.

Done in 12s: 1 accepted, 1 rejected, 1 unknown, 1 held, 4 not reached.
`.slice(1),
    );
  });
});
