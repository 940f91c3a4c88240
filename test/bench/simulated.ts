import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { MAIN } from './estate.ts';

/** A simulated site in a process of its own. */
export interface Simulated {
  readonly url: string;
  readonly end: () => Promise<void>;
}

/** What a simulated site is started with. */
export interface SimulatedOptions {
  readonly port: number;
  readonly packages: number;
  /** Added to every answer, such as `20ms`. */
  readonly latency: string;
}

/** Starts a simulated site, and waits until it is served. */
export async function startSimulated({ port, packages, latency }: SimulatedOptions): Promise<Simulated> {
  const options = ['--port', String(port), '--packages', String(packages), '--latency', latency];
  const child = spawn(process.execPath, [MAIN, 'simulate', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const part of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    said += part;
    const [, url] = /url: (\S+)\n/.exec(said) ?? [];
    if (url === undefined) continue;
    const ended = once(child, 'close');
    return {
      url,
      async end() {
        child.kill('SIGINT');
        child.stdout.resume();
        await ended;
      },
    };
  }
  throw new Error(`the simulated site ended before it was served: ${said}`);
}

/** A port that nobody listens on now. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a server without a port');
  return address.port;
}
