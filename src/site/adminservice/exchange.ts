// Whether the first byte of a call was written decides between "send it again" and "never again": it is seen here, not guessed.
import type { Dispatcher } from 'undici';

/** What one HTTP request came to. */
export type HttpExchange =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  /** Nothing of it was ever written, because its deadline had passed. */
  | { readonly kind: 'dropped' }
  /** Nothing of it was ever written: no name, no connection, no TLS, no token. */
  | { readonly kind: 'notSent'; readonly error: unknown }
  /** It was written, at least in part, and no whole answer came. */
  | { readonly kind: 'lost'; readonly error: unknown };

/** One HTTP request. */
export interface Outgoing {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Ends it wherever it stands. */
  readonly signal: AbortSignal;
  /** Asked in the moment before the first byte is written; false drops it. */
  readonly mayLeave: () => boolean;
  /** Told of the head of the answer in the moment it arrives: its status, and the other side's clock where it says so. */
  readonly headed?: (status: number, date: string | undefined) => void;
}

/** Sends one request, once, and waits for its whole answer. Never throws. */
export function exchange(dispatcher: Dispatcher, outgoing: Outgoing): Promise<HttpExchange> {
  const { method, path, headers, body, signal, mayLeave, headed } = outgoing;
  if (signal.aborted) return Promise.resolve({ kind: 'notSent', error: signal.reason });
  return new Promise((resolve) => {
    let writing: Dispatcher.DispatchController | undefined;
    let late = false;
    let status = 0;
    const chunks: Buffer[] = [];
    const end = (result: HttpExchange) => {
      signal.removeEventListener('abort', stop);
      resolve(result);
    };
    const stop = () => {
      if (writing) writing.abort(asError(signal.reason));
      else end({ kind: 'notSent', error: signal.reason });
    };
    signal.addEventListener('abort', stop);
    dispatcher.dispatch(
      { method, path, headers: { ...headers }, body: body ?? null },
      {
        onRequestStart(controller) {
          late = !mayLeave();
          // A second start would be a repeat. undici makes none of a POST; were that to change, it ends here.
          if (late || signal.aborted || writing) controller.abort(new Error('not sent'));
          else writing = controller;
        },
        onResponseStart(_controller, code, { date }) {
          status = code;
          headed?.(code, typeof date === 'string' ? date : undefined);
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          end({ kind: 'answered', status, text: new TextDecoder().decode(Buffer.concat(chunks)) });
        },
        onResponseError(_controller, error) {
          if (writing) end({ kind: 'lost', error });
          else end(late ? { kind: 'dropped' } : { kind: 'notSent', error });
        },
      },
    );
  });
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
