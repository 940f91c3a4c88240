// Whether a request was handed to an engine decides between "send it again" and "never again": it is seen here, not guessed.
import { z } from 'zod';
import type { SiteErrorName } from '../errors.ts';
import type { Engine, Limits, Said } from './engine/engine.ts';
import { decode, encode, requestCommand } from './engine/script.ts';
import { faultForm, type ScriptFault } from './fault.ts';

/** What one request to an engine came to. */
export type EngineExchange =
  /** The script did it; what it gave is of the form that was asked for. */
  | { readonly kind: 'answered'; readonly result: unknown }
  /** The script ran into an error; `sent`: a method had been called by then. */
  | { readonly kind: 'failed'; readonly fault: ScriptFault; readonly sent: boolean }
  /** It was handed over, and no answer came that can be trusted. The engine is dead. */
  | { readonly kind: 'lost'; readonly name: SiteErrorName; readonly detail: string }
  /** The script did it, and its answer is longer than may be read. */
  | { readonly kind: 'tooLarge' };

/** One request. Its texts travel as base64, its numbers as they are. */
export interface Request {
  readonly action: 'hello' | 'open' | 'read' | 'describe' | 'call' | 'close';
  readonly texts?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, number | boolean | readonly string[]>>;
}

const envelope = z.object({
  nonce: z.string(),
  sent: z.boolean(),
  result: z.unknown().optional(),
  fault: faultForm.optional(),
  tooLarge: z.literal(true).optional(),
});

/** How much longer than its time limit a request may keep an engine alive, in milliseconds, where nobody kills it. */
const GRACE = 5000;

/** Hands one request to an engine, once, and waits for its answer. Never throws. */
export async function exchange(engine: Engine, request: Request, limits: Limits): Promise<EngineExchange> {
  const nonce = crypto.randomUUID();
  const { milliseconds, longest } = limits;
  const command = requestCommand({
    nonce,
    action: request.action,
    milliseconds: milliseconds + GRACE,
    seconds: Math.ceil(milliseconds / 1000),
    longest: jsonWithin(longest),
    ...request.values,
    ...Object.fromEntries(Object.entries(request.texts ?? {}).map(([name, text]) => [name, encode(text)])),
  });
  const said = await engine.run(command, limits);
  const result = answerIn(said, nonce);
  // What it says next would be taken for the answer to something else.
  if (result.kind === 'lost') void engine.end();
  return result;
}

function answerIn(said: Said, nonce: string): EngineExchange {
  switch (said.kind) {
    case 'said':
      return readAnswer(said.text, nonce);
    case 'timedOut':
      return { kind: 'lost', name: 'timedOut', detail: '' };
    case 'aborted':
      return { kind: 'lost', name: 'timedOut', detail: 'it was given up' };
    case 'tooLarge':
      return { kind: 'lost', name: 'tooLarge', detail: '' };
    case 'noise':
      return { kind: 'lost', name: 'outOfTurn', detail: said.text };
    case 'ended':
      return { kind: 'lost', name: 'engineEnded', detail: said.text };
  }
}

function readAnswer(text: string, nonce: string): EngineExchange {
  if (text === '') return { kind: 'lost', name: 'engineEnded', detail: 'it said nothing' };
  const answer = envelope.safeParse(parseJson(decode(text) ?? ''));
  if (!answer.success || answer.data.nonce !== nonce)
    return { kind: 'lost', name: 'outOfTurn', detail: text };
  const { result, sent, fault, tooLarge } = answer.data;
  if (tooLarge) return { kind: 'tooLarge' };
  return fault ? { kind: 'failed', fault, sent } : { kind: 'answered', result };
}

/** How long JSON may be, in characters of UTF-16, that takes so many characters of base64. */
function jsonWithin(longest: number): number {
  // A character takes three bytes at most, and three bytes take four characters.
  return Math.floor(longest / 4);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
