// Settings → who is told what became of commits. Nothing of it is loaded where nobody is.
import type { Reporter } from '../daemon/report-loop.ts';
import type { Environment } from '../model/config/environment.ts';
import type { Parts } from '../reconcile/parts.ts';
import { readCommitReports } from '../reconcile/views/commit-report.ts';
import type { Settings } from '../settings/settings.ts';
import { tokenFinder } from './token.ts';

/** What tells the hosts. */
interface ReporterOptions {
  readonly environment: Environment;
  /** Aborted: nothing is told any more. */
  readonly end: AbortSignal;
}

/** One for each source whose config names a host. Nothing is connected yet. */
export async function openReporters(
  { reports }: Pick<Settings, 'reports'>,
  parts: Parts,
  { environment, end }: ReporterOptions,
): Promise<readonly Reporter[]> {
  if (reports.length === 0) return [];
  const { openTeller } = await import('../review/after-merge/after-merge.ts');
  const { clock, sleep } = parts;
  return reports.map((report) => {
    const { source } = report;
    return {
      source,
      readReports: (unsettled) => readCommitReports({ source, unsettled }, parts),
      ...openTeller(report, { environment, findToken: tokenFinder(environment), clock, sleep, end }),
    };
  });
}
