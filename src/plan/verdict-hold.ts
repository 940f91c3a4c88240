import type { Attempt } from '../model/attempt.ts';
import { showEntry } from '../model/entry.ts';
import type { Hold } from '../model/hold.ts';
import { argument } from './argument.ts';
import type { Verdict } from './decide.ts';

type Held = Extract<Verdict, { kind: 'hold' }>;

/** Words for a hold that the ledger alone decides. */
export function holdOf({ by, attempt, until }: Held): Hold {
  const since = attempt.finishedAt ?? attempt.startedAt;
  const code = attempt.error?.code ?? null;
  return { by, code, since, until, ...WORDS[by](attempt) };
}

const WORDS: Record<Held['by'], (attempt: Attempt) => { message: string; remedy: string }> = {
  inFlight: (attempt) => ({
    message: `revision ${attempt.revision} is being called`,
    remedy: 'wait for its answer',
  }),
  unknownOutcome: (attempt) => ({
    message: [
      `the site may or may not have revision ${attempt.revision}`,
      attempt.error?.message ?? 'the process ended before the answer was recorded',
      ...(attempt.evidence ? [attempt.evidence.text] : []),
    ].join(': '),
    remedy: `look at the site, then dpsync resolve ${argument(showEntry(attempt.entry)) ?? 'ENTRY'} --as accepted or --as not-sent; it is never called again by itself`,
  }),
  failed: (attempt) => ({
    message: `revision ${attempt.revision} was rejected: ${attempt.error?.message ?? `ReturnValue ${attempt.returnValue}`}`,
    remedy: `mend the cause, then dpsync retry ${argument(showEntry(attempt.entry)) ?? 'ENTRY'}`,
  }),
  backoff: (attempt) => ({
    message: `rejected for now: ${attempt.error?.message ?? 'no reason given'}`,
    remedy: 'it is tried again at the first pass after that time',
  }),
};
