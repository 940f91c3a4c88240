import type { Finding } from '../../../../src/model/views/finding.ts';

/** One finding of each kind. */
export const FINDINGS: readonly Finding[] = [
  { subject: 'node', kind: 'ok', title: 'version 24.21.0', detail: 'at least 24 is needed', remedy: null },
  {
    subject: 'site P01',
    kind: 'failure',
    title: 'its certificate is not trusted',
    detail: "DPS2012: The site's certificate is not trusted.",
    remedy: 'Name the issuing authority as caFile.',
  },
  {
    subject: 'source content',
    kind: 'warning',
    title: 'lists no declaring file',
    detail: '',
    remedy: 'Check path and branch.',
  },
];
