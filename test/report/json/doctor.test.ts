import { expect, it } from 'vitest';
import { doctorDocument } from '../../../src/report/json/doctor.ts';
import { FINDINGS } from '../make/noun/findings.ts';
import { wrongBySchema } from '../make/schema-check.ts';

it('writes what doctor found, and counts it', () => {
  expect(doctorDocument(FINDINGS)).toEqual({
    apiVersion: 'dpsync/v1',
    kind: 'Doctor',
    findings: FINDINGS,
    summary: { ok: 1, warning: 1, failure: 1 },
  });
});

it('fits the published schema, which knows no other kind', () => {
  const document = doctorDocument(FINDINGS);
  const other = { ...document, findings: [{ ...FINDINGS[0], kind: 'fine' }] };
  expect(wrongBySchema('doctor', document)).toBeNull();
  expect(wrongBySchema('doctor', other)).not.toBeNull();
});
