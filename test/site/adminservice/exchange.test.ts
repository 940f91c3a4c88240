import type { Dispatcher } from 'undici';
import { describe, expect, it } from 'vitest';
import { exchange, type Outgoing } from '../../../src/site/adminservice/exchange.ts';

type Handler = Dispatcher.DispatchHandler;

const OUTGOING: Outgoing = {
  method: 'POST',
  path: '/',
  headers: {},
  signal: new AbortController().signal,
  mayLeave: () => true,
};

/** A dispatcher that does to the request what `act` says; what is written is counted as undici would write it. */
function dispatcherThat(act: (handler: Handler, start: () => void) => void) {
  const seen = { written: 0 };
  const dispatch = (_options: unknown, handler: Handler): boolean => {
    const start = () => {
      const controller = { aborted: false, abort: (error: Error) => end(error) };
      const end = (error: Error) => {
        controller.aborted = true;
        handler.onResponseError?.(controller as never, error);
      };
      handler.onRequestStart?.(controller as never, null);
      if (!controller.aborted) seen.written += 1;
    };
    act(handler, start);
    return true;
  };
  return { seen, dispatcher: { dispatch } as unknown as Dispatcher };
}

describe('one request', () => {
  it('is written once, whatever a client would do', async () => {
    const { seen, dispatcher } = dispatcherThat((_handler, start) => {
      start();
      start();
    });
    expect(await exchange(dispatcher, OUTGOING)).toMatchObject({ kind: 'lost' });
    expect(seen.written).toBe(1);
  });

  it('counts as not sent where it never began, whatever the error is called', async () => {
    const error = Object.assign(new Error('closed'), { code: 'UND_ERR_SOCKET' });
    const { dispatcher } = dispatcherThat((handler) => handler.onResponseError?.(null as never, error));
    expect(await exchange(dispatcher, OUTGOING)).toEqual({ kind: 'notSent', error });
  });

  it('counts as lost where it began, even if the error is one of connecting', async () => {
    const error = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const { dispatcher } = dispatcherThat((handler, start) => {
      start();
      handler.onResponseError?.(null as never, error);
    });
    expect(await exchange(dispatcher, OUTGOING)).toEqual({ kind: 'lost', error });
  });

  it('ends at once where its time is over before it began, and does not begin later', async () => {
    const stop = new AbortController();
    let begin = () => {};
    const { seen, dispatcher } = dispatcherThat((_handler, start) => {
      begin = start;
    });
    const result = exchange(dispatcher, { ...OUTGOING, signal: stop.signal });
    const reason = new Error('over');
    stop.abort(reason);
    expect(await result).toEqual({ kind: 'notSent', error: reason });
    begin();
    expect(seen.written).toBe(0);
  });

  it('does not even ask for a connection where its time is over from the start', async () => {
    const { seen, dispatcher } = dispatcherThat((_handler, start) => start());
    const reason = new Error('over');
    const result = await exchange(dispatcher, { ...OUTGOING, signal: AbortSignal.abort(reason) });
    expect(result).toEqual({ kind: 'notSent', error: reason });
    expect(seen.written).toBe(0);
  });

  it('is dropped where it may not leave any more', async () => {
    const { seen, dispatcher } = dispatcherThat((_handler, start) => start());
    expect(await exchange(dispatcher, { ...OUTGOING, mayLeave: () => false })).toEqual({ kind: 'dropped' });
    expect(seen.written).toBe(0);
  });
});
