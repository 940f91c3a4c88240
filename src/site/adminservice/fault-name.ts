import { CONNECT_ERRORS } from '../error-table.ts';
import type { SiteErrorName } from '../errors.ts';

/** Why a request was never sent. */
export function unsentName(error: unknown): SiteErrorName {
  if (isTimeout(error)) return 'notReachable';
  const code = codeOf(error);
  return code.startsWith('ERR_SSL_') ? 'tlsFailed' : (CONNECT_ERRORS[code] ?? 'notSent');
}

/** Why no whole answer came to a request that was sent. */
export function lostName(error: unknown): SiteErrorName {
  if (isTimeout(error)) return 'timedOut';
  const code = codeOf(error);
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return 'tooLarge';
  return code === 'UND_ERR_HEADERS_OVERFLOW' || code.startsWith('HPE_') ? 'unreadable' : 'connectionLost';
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
