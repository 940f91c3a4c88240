import type { Environment } from '../../model/config/environment.ts';
import { windowsProgram } from '../../model/windows.ts';
import type { PowerShellSettings, SiteSettings } from '../settings.ts';
import { findClockOffset } from './clock.ts';
import type { Connection } from './connection.ts';
import { engineEnvironment } from './engine/environment.ts';
import type { EngineExchange, Request } from './exchange.ts';
import type { MethodParameter } from './method.ts';
import type { Query } from './rows.ts';
import { Slots } from './slots.ts';

/** What the sessions of a site are opened with. */
export interface SessionOptions {
  readonly settings: SiteSettings & { readonly provider: PowerShellSettings };
  readonly environment: Environment;
  /** Milliseconds since 1970, on the ledger's clock. */
  readonly clock: () => number;
}

/** What a call came to: an exchange, or its deadline had passed before it was handed over. */
export type CallResult = EngineExchange | { readonly kind: 'dropped' };

/** The engines of one site: one for each call that may be in flight, and one for reads, so that neither waits for the other. */
export interface Session {
  /** The site's code and server, for messages. */
  readonly name: string;
  /** The site's clock less ours, in milliseconds, when a connection for reads was last made; 0 where it may not be asked. */
  readonly clockOffset: number;
  /** Throws a Failure where there is no connection, and the signal's own reason. */
  read(query: Query, signal: AbortSignal | undefined): Promise<EngineExchange>;
  /** What the site says that the method takes. Throws as `read` does. */
  readParameter(signal?: AbortSignal): Promise<MethodParameter>;
  /**
   * Calls the method, unless `deadline` has passed by the moment before it is handed over; an engine that gets to it later
   * does not call it either. Throws a Failure where there is no connection: then nothing was sent.
   */
  call(texts: Readonly<Record<string, string>>, deadline: number): Promise<CallResult>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

const LARGEST_ANSWER = 64 * 1024;
const LARGEST_READ = 8 * 1024 * 1024;

/** What is started where the config names nothing. */
export function defaultExecutable(platform: string): string {
  return platform === 'win32'
    ? windowsProgram('WindowsPowerShell\\v1.0\\powershell.exe', process.env.SystemRoot)
    : 'pwsh';
}

/** Opens the sessions of a site; nothing is started yet. */
export function openSession({ settings, environment, clock }: SessionOptions): Session {
  const { code, callTimeout, maxConcurrentCalls, provider } = settings;
  const executable = provider.executable ?? defaultExecutable(process.platform);
  const name = `Site ${code} at ${provider.server ?? 'this machine'}, by ${executable}`;
  let clockOffset = 0;

  const own = { code, name, executable, provider, callTimeout, clock };
  const open = async (signal: AbortSignal | undefined): Promise<Connection> => {
    // Loaded when it is first needed: a plan that asks no site is told sooner.
    const { connect } = await import('./connection.ts');
    return connect({ ...own, environment: engineEnvironment(environment, executable), signal });
  };
  const calls = new Slots({ name, count: maxConcurrentCalls, open });
  const reads = new Slots({
    name,
    count: 1,
    async open(signal) {
      const connection = await open(signal);
      clockOffset = (await findClockOffset(connection.engine, clock, signal)) ?? clockOffset;
      // One that hangs there ends its engine: that costs the time, and not the site.
      return connection.usable ? connection : open(signal);
    },
  });

  return {
    name,
    get clockOffset() {
      return clockOffset;
    },
    read: ({ namespace, query, properties }, signal) =>
      reads.use((connection) => {
        const request: Request = { action: 'read', texts: { namespace, query }, values: { properties } };
        return connection.ask(request, { milliseconds: callTimeout, longest: LARGEST_READ, signal });
      }, signal),
    readParameter: (signal) => reads.use(async ({ parameter }) => parameter, signal),
    call: (texts, deadline) =>
      calls.use(async (connection) => {
        const leaveWithin = Math.min(deadline - clock(), callTimeout);
        if (leaveWithin < 0) return { kind: 'dropped' };
        const values = { asList: connection.parameter === 'StringArray', leaveWithin };
        const limits = { milliseconds: callTimeout, longest: LARGEST_ANSWER };
        return connection.ask({ action: 'call', texts, values }, limits);
      }),
    async close() {
      await Promise.all([calls.close(), reads.close()]);
    },
  };
}
