// What git says when it cannot reach a remote, as what to do about it.
import { Failure, type FailureKind } from '../../model/failure.ts';
import { hiderOf } from '../../model/secrets/hide.ts';
import { showUrl } from '../access/remote-url.ts';
import { SOURCE_ERRORS } from '../errors.ts';
import { withoutRemoteLines } from '../mirror/broken.ts';
import type { SourceSettings } from '../settings.ts';

interface Cause {
  readonly error: FailureKind;
  /** What of git's words tells it. */
  readonly said: RegExp;
  /** What is wrong and what to do. */
  readonly remedy: (settings: SourceSettings) => string;
}

const CHANGED =
  'shows another host key than the one that is known. Someone may stand in between: ask who runs the host, and only then replace the key';
const UNKNOWN = 'has a host key that is not known. Get its key from who runs the host and add it';

/** The first that fits. A host key and a certificate come first: their messages mention permissions as well. */
const CAUSES: readonly Cause[] = [
  {
    error: SOURCE_ERRORS.hostKeyChanged,
    said: /host identification has changed|host key for .* has changed/i,
    remedy: (settings) => `${CHANGED} in ${knownHostsOf(settings)}`,
  },
  {
    error: SOURCE_ERRORS.hostKeyUnknown,
    said: /host key verification failed|no .* host key is known/i,
    remedy: (settings) => `${UNKNOWN} to ${knownHostsOf(settings)}`,
  },
  {
    error: SOURCE_ERRORS.certificateRefused,
    said: /ssl certificate problem|certificate verif|certificate subject name|self.signed certificate|issuer certificate|server certificate|schannel: .*cert/i,
    remedy: ({ caFile }) =>
      caFile === undefined
        ? 'shows a certificate that is not trusted; name the file of its authority as caFile of the source'
        : `shows a certificate that ${caFile} (caFile) does not vouch for; put its authority into that file`,
  },
  {
    error: SOURCE_ERRORS.redirected,
    said: /returned error: 30\d|from redirection/i,
    remedy: () => 'sends git elsewhere, which is refused; write the address that it redirects to as url',
  },
  {
    error: SOURCE_ERRORS.keyFileOpen,
    said: /unprotected private key|bad permissions/i,
    remedy: () => 'was not asked: the keyFile may be read by others, so ssh does not use it; take that away',
  },
  {
    error: SOURCE_ERRORS.noAccess,
    said: /authentication failed|could not read (?:username|password)|terminal prompts disabled|error: 40[13]|permission denied|access denied|not authorized/i,
    remedy: ({ auth }) => `gives no access; ${accessRemedy(auth?.type)}`,
  },
  {
    error: SOURCE_ERRORS.otherOwner,
    said: /dubious ownership/i,
    remedy: () =>
      "belongs to another user, so git does not read it; change its owner, or use auth: {type: system} and git's safe.directory",
  },
  {
    error: SOURCE_ERRORS.sshMissing,
    said: /cannot run .*ssh|cannot spawn .*ssh/i,
    remedy: () => 'needs ssh, which is not on the PATH; install OpenSSH',
  },
  {
    error: SOURCE_ERRORS.notFound,
    said: /not found|error: 404|does not appear to be a git repository|does not exist|no such file/i,
    remedy: () => 'has no repository there, or shows none to this user; check url and auth of the source',
  },
  {
    error: SOURCE_ERRORS.sha256,
    said: /hash algorithm|object format|mismatched algorithms/i,
    remedy: () => 'keeps its history with SHA-256, which is not supported; use a repository with SHA-1',
  },
  {
    error: SOURCE_ERRORS.notReachable,
    said: /could not resolve|connect|connection|unreachable|no route|timed out|too slow|empty reply|early eof|hung up|unexpected disconnect|rpc failed|error: (?:429|5\d\d)/i,
    remedy: () => 'cannot be reached; check the name, the network and the proxy',
  },
];

const OTHER: Cause = {
  error: SOURCE_ERRORS.remoteUnreadable,
  said: /^(?:fatal|error): /i,
  remedy: () => 'cannot be read; see what git says',
};

/** The Failure for what git said when it asked the remote. No secret and no control character gets into it. */
export function remoteFailure(settings: SourceSettings, stderr: string, secrets: readonly string[]): Failure {
  // The address could hold any of the words.
  const own = withoutRemoteLines(stderr).replaceAll(settings.url, '');
  const { error, remedy, said } = CAUSES.find((cause) => cause.said.test(own)) ?? OTHER;
  const words = quoteGit(stderr, said, secrets);
  const detail = words === '' ? '' : ` (git: ${words})`;
  return new Failure(error, `${showUrl(settings.url)} ${remedy(settings)}${detail}`);
}

const LONGEST_QUOTE = 300;

// One line of git's words: without secrets, which a remote could send back, and without control characters.
function quoteGit(stderr: string, said: RegExp, secrets: readonly string[]): string {
  const lines = hiderOf(secrets)(stderr)
    .split(/[\r\n]+/)
    .map((line) => line.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').trim());
  const best = lines.find((line) => said.test(line)) ?? '';
  return best.replaceAll(/\/\/[^/@\s]*@/g, '//').slice(0, LONGEST_QUOTE);
}

function knownHostsOf({ auth }: SourceSettings): string {
  return auth?.type === 'ssh' ? `${auth.knownHostsFile} (knownHostsFile)` : "the user's known_hosts";
}

function accessRemedy(type: 'token' | 'ssh' | 'system' | undefined): string {
  switch (type) {
    case 'token':
      return 'check that the token is valid and may read the repository';
    case 'ssh':
      return 'check that the host knows the public half of keyFile, and that the key has no passphrase';
    case 'system':
      return "check that this user's git reaches it without asking";
    default:
      return 'give the source an auth, such as auth: {type: token, tokenEnv: NAME}';
  }
}
