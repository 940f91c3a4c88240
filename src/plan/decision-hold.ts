import type { Attempt } from '../model/attempt.ts';
import { showEntry } from '../model/entry.ts';
import type { Hold } from '../model/hold.ts';
import { argument } from './argument.ts';
import type { Decision } from './decide.ts';

type Held = Extract<Decision, { kind: 'hold' }>;

/** Words for a hold that the ledger alone decides. */
export function holdOf({ by, attempt, until }: Held): Hold {
  const since = attempt.finishedAt ?? attempt.startedAt;
  const code = attempt.error?.code ?? null;
  return { by, code, since, until, ...WORDS[by](attempt) };
}

/** The site's own words, which more words may follow. */
function reasonOf({ error }: Attempt): string | undefined {
  return error?.message.replace(/\.$/, '');
}

function nameOf({ entry }: Attempt): string {
  return argument(showEntry(entry)) ?? 'ENTRY';
}

const WORDS: Record<Held['by'], (attempt: Attempt) => { message: string; remedy: string }> = {
  inFlight: (attempt) => ({
    message: `revision ${attempt.revision} is being called`,
    remedy: 'wait for its answer',
  }),
  unknownOutcome: (attempt) => ({
    message: [
      `the site may or may not have revision ${attempt.revision}`,
      reasonOf(attempt) ?? 'the process ended before the answer was recorded',
      ...(attempt.evidence ? [attempt.evidence.text] : []),
    ].join(': '),
    remedy: `look at the site, then dpsync resolve ${nameOf(attempt)} --as accepted or --as not-sent; it is never called again by itself`,
  }),
  failed: (attempt) => ({
    message: `revision ${attempt.revision} was rejected: ${reasonOf(attempt) ?? `ReturnValue ${attempt.returnValue}`}`,
    remedy: `mend the cause, then dpsync retry ${nameOf(attempt)}`,
  }),
  backoff: (attempt) => ({
    message: `rejected for now: ${reasonOf(attempt) ?? 'no reason given'}`,
    remedy: 'it is tried again at the first pass after that time',
  }),
};
