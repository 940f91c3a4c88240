import type { Attempt } from '../model/attempt.ts';
import type { Hold } from '../model/hold.ts';
import type { Decision } from './decide.ts';

type HeldDecision = Extract<Decision, { kind: 'hold' }>;

/** Words for a hold that the ledger alone decides. */
export function holdOf({ by, attempt, until }: HeldDecision): Hold {
  const since = attempt.finishedAt ?? attempt.startedAt;
  const code = attempt.error?.code ?? null;
  return { by, code, since, until, ...WORDS[by](attempt) };
}

/** The site's own words, which more words may follow. */
function reasonOf({ error }: Attempt): string | undefined {
  return error?.message.replace(/\.$/, '');
}

const WORDS: Record<HeldDecision['by'], (attempt: Attempt) => Pick<Hold, 'message' | 'remedy'>> = {
  inFlight: (attempt) => ({
    message: `revision ${attempt.revision} is being called`,
    remedy: { kind: 'wait', for: 'answer' },
  }),
  unknownOutcome: (attempt) => ({
    message: [
      `the site may or may not have revision ${attempt.revision}`,
      reasonOf(attempt) ?? 'the process ended before the answer was recorded',
      ...(attempt.evidence ? [attempt.evidence.text] : []),
    ].join(': '),
    remedy: { kind: 'resolve', entry: attempt.entry },
  }),
  failed: (attempt) => ({
    message: `revision ${attempt.revision} was rejected: ${reasonOf(attempt) ?? `ReturnValue ${attempt.returnValue}`}`,
    remedy: { kind: 'retry', entry: attempt.entry },
  }),
  backoff: (attempt) => ({
    message: `rejected for now: ${reasonOf(attempt) ?? 'no reason given'}`,
    remedy: { kind: 'wait', for: 'pause' },
  }),
};
