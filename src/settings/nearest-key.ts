import leven from 'leven';

const KEYS = [
  ...[
    'apiVersion',
    'kind',
    'ledger',
    'sources',
    'sites',
    'guards',
    'waves',
    'retry',
    'settle',
    'health',
    'web',
  ],
  ...['name', 'url', 'branch', 'path', 'interval', 'auth', 'caFile', 'verify', 'webhook', 'allow', 'reason'],
  ...['report', 'host', 'project', 'apiUrl', 'key', 'pullRequest'],
  ...[
    'code',
    'maxConcurrentCalls',
    'callTimeout',
    'provider',
    'type',
    'tokenEnv',
    'tokenFile',
    'tokenCommand',
  ],
  ...['firstRun', 'maxCallsPerRun', 'maxBytesPerRun', 'maxFailures', 'maxAge', 'runningFor', 'windows'],
  ...[
    'keyFile',
    'knownHostsFile',
    'limit',
    'backoff',
    'initial',
    'factor',
    'max',
    'gate',
    'tolerance',
    'timeout',
  ],
];

/** The key that an unknown one was probably meant to be. */
export function nearestKey(key: string): string | undefined {
  const [best] = KEYS.map((known) => ({
    known,
    distance: leven(key.toLowerCase(), known.toLowerCase()),
  })).sort((a, b) => a.distance - b.distance);
  return best && best.distance <= 3 ? best.known : undefined;
}
