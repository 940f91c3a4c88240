// What became of a commit, told where its change was decided: a status of the commit, a section in the pull request's comment.
import type { FindToken } from '../../model/config/token.ts';
import type { CommitReport } from '../../model/views/commit-report.ts';
import { cut } from '../../report/text/layout/cut.ts';
import { WIDE } from '../../report/text/layout/wide.ts';
import type { Client, ClientOptions } from '../http/client.ts';
import { openApi, openPullRequest } from '../open.ts';
import type { ReportSettings } from '../settings.ts';
import { readReportToken } from '../token.ts';
import type { CommitHost, CommitStatus } from './host.ts';
import { COMMIT_APIS } from './open.ts';
import { withAfterMerge } from './section.ts';
import { statusLine } from './words.ts';

/** Tells one host what became of a source's commits. Both throw a Failure where it does not do what was asked. */
interface Teller {
  /** Sets the commit's status; false where the host shows it already. */
  tellStatus(report: CommitReport): Promise<boolean>;
  /** Brings the comment up to date; false where it says so already, or there is none. null: comments are left alone. */
  readonly tellComment: ((report: CommitReport) => Promise<boolean>) | null;
}

/** What a teller works with besides. */
interface TellerOptions extends Pick<ClientOptions, 'environment' | 'clock'> {
  readonly findToken: FindToken;
  /** Waits so many milliseconds, or until the signal aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Aborted: nothing is sent or waited for any more. */
  readonly end: AbortSignal;
}

/** A teller for this host; nothing is connected and no token read before it tells something. */
export function openTeller(settings: ReportSettings, options: TellerOptions): Teller {
  const { open, advice } = COMMIT_APIS[settings.host];
  const during = async (act: (client: Client, commits: CommitHost) => Promise<boolean>) => {
    const client = await openClient(settings, { ...options, advice });
    try {
      return await act(client, open({ client, ...settings }));
    } finally {
      await client.close();
    }
  };
  return {
    tellStatus: (report) => during((_client, commits) => bringStatus(report, commits)),
    tellComment: settings.pullRequest
      ? (report) =>
          during((client, commits) =>
            bringComment(report, { client, commits, settings, now: options.clock() }),
          )
      : null,
  };
}

async function openClient(
  settings: ReportSettings,
  { environment, findToken, clock, sleep, end, advice }: TellerOptions & Pick<ClientOptions, 'advice'>,
): Promise<Client> {
  return openApi(settings, {
    ...{ environment, clock, advice, caFile: settings.caFile, signal: end },
    token: await readReportToken(settings, findToken),
    async sleep(milliseconds) {
      await sleep(milliseconds, end);
      end.throwIfAborted();
    },
  });
}

async function bringStatus(report: CommitReport, host: CommitHost): Promise<boolean> {
  const { commit, state } = report;
  const wanted = { state, description: cut(statusLine(report), host.longestDescription, WIDE) };
  const shown = await host.findStatus(commit);
  if (shown && isShown(wanted, shown, host)) return false;
  await host.setStatus(commit, wanted);
  return true;
}

function isShown(wanted: CommitStatus, shown: CommitStatus, { renewsPending }: CommitHost): boolean {
  if (wanted.state !== shown.state) return false;
  return wanted.description === shown.description || (wanted.state === 'pending' && !renewsPending);
}

interface Around {
  readonly client: Client;
  readonly commits: CommitHost;
  readonly settings: ReportSettings;
  readonly now: number;
}

/** A comment is updated, and never made: a pull request that nobody reviewed with dpsync is none of its business. */
async function bringComment(
  report: CommitReport,
  { client, commits, settings, now }: Around,
): Promise<boolean> {
  const pullRequest = await commits.findMerged(report.commit);
  if (pullRequest === undefined) return false;
  const { host: name, apiUrl, project, key } = settings;
  const target = { apiUrl, project, pullRequest };
  const host = openPullRequest(name, { client, target, key, orPipeline: true });
  const [comment] = (await host.listOwn()).toSorted((one, other) => one.id - other.id);
  if (!comment) return false;
  const text = withAfterMerge(comment.text, { report, now, limit: host.longestComment });
  return text !== undefined && host.update(comment, text);
}
