// JSON and text count findings in one way.
import type { Finding } from '../model/views/finding.ts';

/** How many findings of each kind there are. */
export function summariseFindings(findings: readonly Finding[]): Readonly<Record<Finding['kind'], number>> {
  const count = (wanted: Finding['kind']) => findings.filter(({ kind }) => kind === wanted).length;
  return { ok: count('ok'), warning: count('warning'), failure: count('failure') };
}
