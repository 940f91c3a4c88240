import { readFileSync, statSync } from 'node:fs';
import { getCACertificates } from 'node:tls';
import type { Dispatcher } from 'undici';
import type { Environment } from '../../model/config/environment.ts';
import { messageOf } from '../../model/failure.ts';
import { findFileMistake } from '../../model/files/file-mistake.ts';
import { hostFailure } from '../failure.ts';

/** What stands between a runner and a host. */
export interface Reach {
  /** PEM of a further authority to trust; null for none. NODE_EXTRA_CA_CERTS is taken by Node itself. */
  readonly caFile: string | null;
  /** `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` are read from here. */
  readonly environment: Environment;
}

const LARGEST_FILE = 1024 * 1024;
/** A page of a hundred comments at their longest is smaller. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

/** How a connection is made safe. */
interface Trust {
  readonly rejectUnauthorized: true;
  /** PEM of every authority; left out: those of Node. */
  readonly ca?: string[];
}

/** Trust in the authorities of this machine, and in those of the file. Throws a Failure where it is of no use. */
export function readTrust(caFile: string | null): Trust {
  return { rejectUnauthorized: true, ...(caFile !== null && { ca: readAuthorities(caFile) }) };
}

/** What sends the requests: over the runner's proxy, where it has one. */
export async function openDispatcher(trust: Trust, { environment }: Reach): Promise<Dispatcher> {
  const { EnvHttpProxyAgent } = await import('undici');
  const proxy = (name: string) => environment[name.toLowerCase()] ?? environment[name] ?? '';
  return new EnvHttpProxyAgent({
    httpProxy: proxy('HTTP_PROXY'),
    httpsProxy: proxy('HTTPS_PROXY'),
    noProxy: proxy('NO_PROXY'),
    connect: trust,
    requestTls: trust,
    maxResponseSize: LARGEST_ANSWER,
  });
}

function readAuthorities(file: string): string[] {
  try {
    if (statSync(file).size > LARGEST_FILE) throw new Error('it is larger than 1 MiB');
    const bytes = readFileSync(file);
    const mistake = findFileMistake('authorities', bytes, file);
    if (mistake !== undefined) throw new Error(`it ${mistake}`);
    return [...getCACertificates('default'), bytes.toString()];
  } catch (cause) {
    throw hostFailure('badCaFile', { where: `--ca-file ${file}`, detail: messageOf(cause), cause });
  }
}
