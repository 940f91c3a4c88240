// One way to a host's API: limits, the host's own hints, and a token that goes nowhere else.
import type { Dispatcher } from 'undici';
import type { z } from 'zod';
import { openDispatcher, type Reach, readTrust } from './dispatcher.ts';
import { type Ask, exchange, type HostExchange } from './exchange.ts';
import { type Advice, failureOf, unreadable } from './fault.ts';
import { findWait } from './hints.ts';
import { parseJson } from './json.ts';

/** An answer. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The value in its JSON; undefined where it is empty or none. */
  readonly body: unknown;
}

/** An answer of the form that was asked for. */
interface Read<Value> {
  readonly value: Value;
  readonly headers: Answer['headers'];
}

/** The API of one host. */
export interface Client {
  /** Throws a Failure, with the consequence `retry` where it may have been done all the same. */
  ask(what: Ask): Promise<Answer>;
  /** Asks, and checks the form of the answer. Throws a Failure as well where it has another one. */
  read<Value>(what: Ask, form: z.ZodType<Value>): Promise<Read<Value>>;
  close(): Promise<void>;
}

/** How a host is reached, and by whom. */
export interface ClientOptions extends Reach {
  /** The host's name, for messages. */
  readonly name: string;
  /** The address of the API, without a slash at its end. */
  readonly url: string;
  /** For every request; the token is in one of them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly advice: Advice;
  /** What must never stand in a message. */
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Milliseconds for one request. */
  readonly timeout: number;
  /** Milliseconds that pauses and failed requests may take in all before a failure is told. */
  readonly patience: number;
  /** Aborted: no answer is waited for any more. */
  readonly signal?: AbortSignal | undefined;
}

/** Opens the API of a host; nothing is connected yet. Throws a Failure where `caFile` is of no use. */
export function openClient(options: ClientOptions): Client {
  const { url, clock, sleep, timeout, patience, signal } = options;
  const trust = readTrust(options.caFile);
  let dispatcher: Promise<Dispatcher> | undefined;
  let waited = 0;

  async function tryOnce({ method, path, body }: Ask): Promise<HostExchange> {
    dispatcher ??= openDispatcher(trust, options);
    const text = body === undefined ? null : JSON.stringify(body);
    const headers = { ...options.headers, ...(text !== null && { 'content-type': 'application/json' }) };
    return exchange(await dispatcher, { method, url: `${url}${path}`, headers, body: text, timeout, signal });
  }

  async function ask(what: Ask): Promise<Answer> {
    for (let tries = 0; ; tries += 1) {
      const began = clock();
      const result = await tryOnce(what);
      const answer = findAnswer(result, what);
      if (answer) return answer;
      const repeatable = what.repeatable !== false;
      const wait = findWait(result, { tries, now: clock(), repeatable });
      // A host that drips until each request is given up takes patience as one that asks to wait.
      waited += Math.max(0, clock() - began);
      if (wait === null || waited + wait > patience) throw failureOf(result, what, { ...options, wait });
      waited += wait;
      await sleep(wait);
    }
  }

  return {
    ask,
    async read(what, form) {
      const { body, headers } = await ask(what);
      const read = form.safeParse(body);
      if (read.success) return { value: read.data, headers };
      throw unreadable(what, { body, error: read.error }, options);
    },
    async close() {
      await (await dispatcher)?.close();
    },
  };
}

function findAnswer(result: HostExchange, { accept = [] }: Ask): Answer | undefined {
  if (result.kind !== 'answered') return undefined;
  const { status, headers, text } = result;
  // 203 comes from something in between, such as the sign-in page of Azure DevOps.
  const good = status >= 200 && status < 300 && status !== 203;
  return good || accept.includes(status) ? { status, headers, body: parseJson(text) } : undefined;
}
