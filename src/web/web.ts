// What is served over HTTP: webhooks, probes and metrics. Without it every change waits for the next interval.
import { Failure, messageOf } from '../model/failure.ts';
import { WEB_ERRORS } from './errors.ts';
import { findListenAddress } from './listen-address.ts';
import type { Limits, WebOptions } from './options.ts';
import { makeServer } from './server.ts';

export type { Hook, WebOptions } from './options.ts';

/** A server that is running. */
export interface Web {
  /** `http://HOST:PORT`, the host as it was given and the port that was taken. */
  readonly address: string;
  /** Stops; what is still open is cut off, which loses nothing: a hook is a hint. */
  close(): Promise<void>;
}

// So many bodies of 1 MiB can be in memory at a time.
const LIMITS: Limits = { requestTime: 10_000, connections: 128, perSender: 32 };

/** Serves webhooks, probes and metrics. Throws a Failure where the address cannot be had. */
export async function startWeb(options: WebOptions): Promise<Web> {
  const place = findListenAddress(options.listen);
  if (!place) throw cannotListen(options.listen, 'it is no HOST:PORT');
  const app = makeServer(options, { ...LIMITS, ...options.limits, loopback: place.loopback });
  try {
    const bound = new URL(await app.listen({ host: place.host, port: place.port }));
    // A URL leaves out the port that http has by itself.
    const port = bound.port || '80';
    return { address: `http://${options.listen.replace(/\d+$/, port)}`, close: () => app.close() };
  } catch (cause) {
    await app.close();
    throw cannotListen(options.listen, messageOf(cause), cause);
  }
}

function cannotListen(listen: string, why: string, cause?: unknown): Failure {
  const message = `cannot listen on ${listen} (${why}): choose another address by web.listen or --listen`;
  return new Failure(WEB_ERRORS.cannotListen, message, cause);
}
