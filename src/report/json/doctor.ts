import { z } from 'zod';
import type { Finding } from '../../model/views/finding.ts';
import { summariseFindings } from '../findings-summary.ts';
import { API_VERSION, documentForm } from './document.ts';

const FindingForm = z.strictObject({
  subject: z.string().describe('What was looked at.'),
  kind: z
    .enum(['ok', 'warning', 'failure'])
    .describe('warning: it works, and somebody should look. failure: it does not work until it is mended.'),
  title: z.string().describe('What was found, in a few words.'),
  detail: z.string().describe('What there is to say besides; empty where there is nothing.'),
  remedy: z.string().nullable().describe('What to do; null where it is ok.'),
});

const COUNT = z.int().min(0);
const SummaryForm = z.strictObject({
  ok: COUNT.describe('Things that are well.'),
  warning: COUNT.describe('Things that work and are worth a look.'),
  failure: COUNT.describe('Things that do not work.'),
});

/** The form of `doctor -o json`. */
export const DoctorForm = documentForm('Doctor', 'What doctor found on this machine and at the sites.', {
  findings: z.array(FindingForm).describe('In the order in which things were looked at.'),
  summary: SummaryForm.describe('How many of each kind.'),
});

/** What doctor found, as `-o json` writes it. */
type DoctorDocument = z.infer<typeof DoctorForm>;

/** The document of what doctor found. */
export function doctorDocument(findings: readonly Finding[]): DoctorDocument {
  return {
    apiVersion: API_VERSION,
    kind: 'Doctor',
    findings: findings.map(({ subject, kind, title, detail, remedy }) => ({
      subject,
      kind,
      title,
      detail,
      remedy,
    })),
    summary: { ...summariseFindings(findings) },
  };
}
