// A server closes connections that are idle. A call written to one in that moment has an unknown outcome, so none goes out on one that is old.
import type { Client } from 'undici';
import { exchange, type HttpExchange, type Outgoing } from './exchange.ts';

/** Milliseconds that a connection may be idle and still be used: below the one second of the contract. */
const LONGEST_IDLE = 900;

/** What connections are made with. */
interface ConnectionOptions {
  readonly origin: string;
  readonly client: Client.Options;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** Connections to one server, each with one request at a time. */
export class Connections {
  readonly #options: ConnectionOptions;
  readonly #open = new Set<Client>();
  readonly #idle: { readonly client: Client; readonly since: number }[] = [];
  #closed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** Sends one request on a connection of its own, which is kept only where a whole answer came. Never throws. */
  async send(outgoing: Outgoing): Promise<HttpExchange> {
    const client = this.#takeIdle() ?? (await this.#make());
    if (!client) return { kind: 'notSent', error: new Error('the connections were closed') };
    const result = await exchange(client, outgoing);
    if (result.kind === 'answered' && !this.#closed) {
      this.#idle.push({ client, since: this.#options.clock() });
    } else {
      this.#drop(client);
    }
    return result;
  }

  /** Lets what is under way end, and makes no connection any more. */
  async close(): Promise<void> {
    this.#closed = true;
    const open = [...this.#open];
    this.#open.clear();
    await Promise.all(open.map((client) => client.close()));
  }

  /** The connection that was used last, unless it was idle for too long; those before it were idle for longer. */
  #takeIdle(): Client | undefined {
    const newest = this.#idle.pop();
    if (!newest) return undefined;
    const idle = this.#options.clock() - newest.since;
    if (idle >= 0 && idle <= LONGEST_IDLE) return newest.client;
    for (const { client } of [newest, ...this.#idle.splice(0)]) this.#drop(client);
    return undefined;
  }

  /** Undefined once they are closed. */
  async #make(): Promise<Client | undefined> {
    // Loaded for the first request: a plan that asks no site is told sooner.
    const { Client } = await import('undici');
    if (this.#closed) return undefined;
    const client = new Client(this.#options.origin, {
      ...this.#options.client,
      keepAliveTimeout: LONGEST_IDLE,
      keepAliveMaxTimeout: LONGEST_IDLE,
    });
    this.#open.add(client);
    return client;
  }

  #drop(client: Client): void {
    this.#open.delete(client);
    void client.destroy();
  }
}
