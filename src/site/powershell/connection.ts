// An engine that stands at the right provider: that is made sure of once, before it is asked or told anything else.
import { z } from 'zod';
import type { SiteCode } from '../../model/entry.ts';
import { isSameServer } from '../nal-path.ts';
import { checkIdentification } from '../questions/identification.ts';
import { SERVER_NAME } from '../server-name.ts';
import type { PowerShellSettings } from '../settings.ts';
import { siteFailure } from '../site-error.ts';
import type { Engine, Limits } from './engine/engine.ts';
import { type Started, type StartOptions, startEngine } from './engine/start.ts';
import { type EngineExchange, exchange, type Request } from './exchange.ts';
import { isOfConnection, openingName } from './fault.ts';
import { type MethodParameter, readParameter } from './method.ts';
import { type Reader, readRows, resultOf, unreadable } from './rows.ts';
import type { OpenThing } from './slots.ts';
import { wireOver } from './wire.ts';

/** What a connection is made with. */
interface ConnectOptions extends StartOptions {
  readonly code: SiteCode;
  readonly provider: PowerShellSettings;
  /** How long a call may take, in milliseconds. */
  readonly callTimeout: number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** An engine with a session at the provider of its site. */
export interface Connection extends OpenThing {
  readonly engine: Engine;
  /** What ReDistributePackage takes. */
  readonly parameter: MethodParameter;
  /** Hands over one request, as `exchange` does; what may be an error of the connection makes this the last. */
  ask(request: Request, limits: Limits): Promise<EngineExchange>;
}

/** A connection is made anew after an hour: where the provider is, its clock and its class are looked at again. */
const KEPT_FOR = 3_600_000;
/** Longest that a session may take to be closed, in milliseconds. */
const CLOSES_WITHIN = 2000;
/** How much longer than a call one step of a connection may take, in milliseconds: names and tickets are asked for here. */
const STEP_LONGER = 4000;
const LONGEST_ANSWER = 256 * 1024;

/**
 * Starts an engine and leads it to the provider of the site. Throws a Failure: `wait` where that cannot be reached now,
 * `stop` where it is another site's, or its method is not the one that is known; and the signal's own reason.
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const { code, name, provider, callTimeout, signal } = options;
  const started = await startEngine(options);
  const { engine } = started;
  const limits = { milliseconds: callTimeout + STEP_LONGER, longest: LONGEST_ANSWER, signal };
  const step = (request: Request) => exchange(engine, request, limits);
  const reader = readerOver(name, step);
  try {
    if (provider.server !== undefined) await open(step, provider.server, options);
    const machine = await findElsewhere(reader, started, options);
    if (machine !== undefined) await open(step, machine, options);
    await checkIdentification(wireOver(reader, code), code, signal);
    return hold(engine, await readParameter(step, options), options.clock);
  } catch (error) {
    await engine.end();
    throw error;
  }
}

function hold(engine: Engine, parameter: MethodParameter, clock: () => number): Connection {
  const until = clock() + KEPT_FOR;
  return {
    engine,
    parameter,
    get usable() {
      return engine.usable && clock() <= until;
    },
    async ask(request, limits) {
      const result = await exchange(engine, request, limits);
      if (result.kind === 'failed' && isOfConnection(result.fault)) engine.retire();
      return result;
    },
    async end() {
      await exchange(engine, { action: 'close' }, { milliseconds: CLOSES_WITHIN, longest: LONGEST_ANSWER });
      await engine.end();
    },
  };
}

type Step = (request: Request) => Promise<EngineExchange>;

function readerOver(name: string, step: Step): Reader {
  return {
    name,
    read: ({ namespace, query, properties }) =>
      step({ action: 'read', texts: { namespace, query }, values: { properties } }),
  };
}

async function open(step: Step, server: string, { name, provider, signal }: ConnectOptions): Promise<void> {
  const texts = { server, protocol: provider.protocol === 'dcom' ? 'Dcom' : 'Wsman' };
  resultOf(await step({ action: 'open', texts }), { name, signal, nameOf: openingName });
}

const locationRow = z.object({ Machine: z.string(), SiteCode: z.string() });

/** The machine of the site's provider, where it is not the one that is asked. A site may have several: any will do. */
async function findElsewhere(
  reader: Reader,
  { machine }: Started,
  { code, name, provider, signal }: ConnectOptions,
): Promise<string | undefined> {
  const locations = await readRows(reader, 'root\\SMS', {
    className: 'SMS_ProviderLocation',
    row: locationRow,
    condition: 'ProviderForLocalSite = TRUE',
    signal,
  });
  const own = locations.filter(({ SiteCode }) => SiteCode.toUpperCase() === code);
  const [first] = own;
  if (!first) {
    const found = locations.map(({ SiteCode }) => SiteCode).join(', ') || 'nothing';
    const detail = `the config says ${code}, the server ${found}`;
    throw siteFailure('wrongSite', { where: name, detail, consequence: 'stop' });
  }
  const here = provider.server ?? machine;
  if (own.some(({ Machine }) => isSameServer(Machine, here))) return undefined;
  if (!SERVER_NAME.test(first.Machine)) throw unreadable(name, first);
  return first.Machine;
}
