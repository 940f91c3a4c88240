import { fastify } from 'fastify';
import { Failure, messageOf } from '../model/failure.ts';
import { SIMULATOR_ERRORS } from './errors.ts';
import { readOptions, type SimulatorOptions } from './options.ts';
import { addRoutes } from './routes.ts';
import { makeSite, type SimulatedSite } from './site.ts';

/** A simulated site that is being served. */
export interface Simulator {
  /** What a config takes as the provider's `url`. */
  readonly url: string;
  readonly site: SimulatedSite;
  /** Stops; whatever is still open is cut off. */
  close(): Promise<void>;
}

const LARGEST_BODY = 64 * 1024;

/** Serves a simulated site on this machine only. Throws a Failure where the port cannot be had. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const settings = readOptions(options);
  const site = makeSite(settings);
  const app = fastify({
    bodyLimit: LARGEST_BODY,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 1000 },
  });
  addRoutes(app, site);
  try {
    const address = await app.listen({ host: '127.0.0.1', port: settings.port });
    return { url: `${address}/AdminService`, site: site.shown, close: () => app.close() };
  } catch (cause) {
    await app.close();
    throw new Failure(
      SIMULATOR_ERRORS.portTaken,
      `The simulated site cannot listen on 127.0.0.1:${settings.port} (${messageOf(cause)}): choose another port.`,
      cause,
    );
  }
}
