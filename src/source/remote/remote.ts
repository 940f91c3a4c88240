import { Failure } from '../../model/failure.ts';
import { hiderOf } from '../../model/secrets/hide.ts';
import { type Access, readAccess } from '../access/access.ts';
import { schemeOf, showUrl } from '../access/remote-url.ts';
import { SOURCE_ERRORS } from '../errors.ts';
import { remoteEnvironment } from '../git/environment.ts';
import type { GitCall } from '../git/process.ts';
import { runGit } from '../git/run.ts';
import { brokenMirror, findOwnFault, lockedMirror } from '../mirror/broken.ts';
import { HEAD_REF } from '../mirror/commits.ts';
import type { Mirror, MirrorPlace } from '../mirror/folder.ts';
import type { SourceSettings } from '../settings.ts';
import { remoteFailure } from './remote-error.ts';

/** One visit to the remote, for one mirror. */
export interface Visit {
  readonly settings: SourceSettings;
  readonly mirror: Mirror;
  readonly access: Access;
  readonly call: Omit<GitCall, 'doing' | 'arguments'>;
}

/** Reads what it takes to get in; asks nothing yet. */
export async function prepareVisit(options: {
  readonly settings: SourceSettings;
  readonly place: MirrorPlace;
  readonly mirror: Mirror;
  readonly signal: AbortSignal | undefined;
}): Promise<Visit> {
  const { settings, place, mirror, signal } = options;
  const { folder, limit } = mirror;
  const access = await readAccess(settings, place.findToken, folder);
  const scheme = schemeOf(settings.url);
  const environment = remoteEnvironment({ outer: place.outer, mirror: folder, scheme, access, limit });
  return { settings, mirror, access, call: { folder, environment, limit, signal } };
}

/** The branch's commit at the remote. Throws a Failure where there is no such branch. */
export async function readRemoteHead(visit: Visit): Promise<string> {
  const { url, branch } = visit.settings;
  const ref = `refs/heads/${branch}`;
  const rows = await ask(visit, ['ls-remote', '--quiet', '--end-of-options', url, ref]);
  // The pattern also fits the end of longer names.
  const head = refsIn(rows).find(({ name }) => name === ref);
  if (head) return head.id;
  const all = await ask(visit, ['ls-remote', '--quiet', '--heads', '--end-of-options', url]);
  throw noBranch(visit, refsIn(all));
}

/** Brings the branch's commits into the mirror. Throws a Failure where the mirror is damaged or locked as well. */
export async function fetchRemoteHead(visit: Visit): Promise<void> {
  const { url, branch } = visit.settings;
  const options = ['--quiet', '--no-tags', '--force', '--update-shallow', '--no-recurse-submodules'];
  const refspec = `+refs/heads/${branch}:${HEAD_REF}`;
  await ask(visit, ['fetch', ...options, '--no-write-fetch-head', '--end-of-options', url, refspec]);
}

async function ask(visit: Visit, verb: readonly string[]): Promise<string> {
  const { settings, mirror, access, call } = visit;
  const doing = `git ${verb[0]} of ${settings.branch} from ${showUrl(settings.url)}`;
  const { code, stdout, stderr } = await runGit({ ...call, doing, arguments: verb });
  if (code === 0) return stdout;
  const fault = findOwnFault(stderr);
  if (fault === 'lock') throw lockedMirror(mirror.folder);
  if (fault === 'damage') throw brokenMirror(mirror.folder);
  throw remoteFailure(settings, stderr, access.secrets);
}

interface RemoteRef {
  readonly id: string;
  readonly name: string;
}

// Only what looks like a row counts: the remote may send anything.
function refsIn(rows: string): readonly RemoteRef[] {
  return rows.split('\n').flatMap((row) => {
    const [, id, name] = /^([0-9a-f]{40,64})\t(refs\/heads\/\S+)$/.exec(row) ?? [];
    return id !== undefined && name !== undefined ? [{ id, name }] : [];
  });
}

const BRANCHES_NAMED = 10;

function noBranch({ settings, access }: Visit, refs: readonly RemoteRef[]): Failure {
  const { url, branch } = settings;
  const where = showUrl(url);
  if (refs.length === 0) {
    return new Failure(SOURCE_ERRORS.emptyRepository, `${where} is empty; push a first commit to ${branch}`);
  }
  const hide = hiderOf(access.secrets);
  const names = refs.map(({ name }) =>
    hide(name.slice('refs/heads/'.length)).replaceAll(/[\p{Cc}\p{Cf}]/gu, '?'),
  );
  const more = names.length > BRANCHES_NAMED ? `, and ${names.length - BRANCHES_NAMED} more` : '';
  const known = names
    .slice(0, BRANCHES_NAMED)
    .map((name) => name.slice(0, 100))
    .join(', ');
  return new Failure(SOURCE_ERRORS.noBranch, `${where} has no branch ${branch}; it has ${known}${more}`);
}
