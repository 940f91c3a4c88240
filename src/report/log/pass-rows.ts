import { showEntry } from '../../model/entry.ts';
import type { PassEvent } from '../../model/event.ts';
import { count, number } from '../text/layout/count.ts';
import { BADLY_ENDED, CALL_FIELDS, OUTCOME_FIELDS, sayOutcome } from './attempt-fields.ts';
import type { EventRows } from './event-row.ts';
import { shortCommit } from './short-commit.ts';

/** How the log tells what happens during a pass. */
export const PASS_ROWS: EventRows<PassEvent> = {
  fetched: {
    level: 'debug',
    when: 'The remote of a source was asked.',
    say: ({ source, commit }) => `${source} is at ${shortCommit(commit)}`,
    fields: { source: (event) => event.source, commit: (event) => event.commit },
  },
  reading: {
    level: 'debug',
    when: 'Texts of a source are being read.',
    say: ({ source, done, total }) => `${source}: ${number(done)} of ${count(total, 'text')} read`,
    fields: {
      source: (event) => event.source,
      done: (event) => event.done,
      total: (event) => event.total,
    },
  },
  unverified: {
    level: 'warn',
    when: 'The head of a source is not signed as its verify asks; what it brings is held.',
    say: ({ message }) => message,
    fields: { source: (event) => event.source, commit: (event) => event.commit },
  },
  calling: {
    level: 'info',
    when: 'A round of calls begins.',
    say: ({ calls }) => `${count(calls, 'call')} to make`,
    fields: { calls: (event) => event.calls },
  },
  intended: {
    level: 'info',
    when: 'The intent of a call is durable; the call leaves now.',
    say: ({ attempt }) => `${showEntry(attempt.entry)} is called, revision ${attempt.revision}`,
    fields: CALL_FIELDS,
  },
  concluded: {
    level: 'info',
    louder: BADLY_ENDED,
    when: 'The outcome of a call is on record.',
    say: sayOutcome,
    fields: OUTCOME_FIELDS,
  },
  settled: {
    level: 'info',
    louder: BADLY_ENDED,
    when: "An unknown outcome was settled by the site's evidence.",
    say: sayOutcome,
    fields: OUTCOME_FIELDS,
  },
  checked: {
    level: 'info',
    louder: { level: 'warn', where: 'the health is Degraded', is: ({ health }) => health === 'Degraded' },
    when: 'How far the content of an accepted call is has changed.',
    say: ({ attempt, health }) => `${showEntry(attempt.entry)}: the content is ${health}`,
    fields: { ...CALL_FIELDS, health: (event) => event.health },
  },
  delivering: {
    level: 'debug',
    when: 'Deliveries are waited for, one for each entry and distribution point.',
    say: ({ success, inProgress, failed, unknown }) =>
      `delivered ${number(success)}, under way ${number(inProgress)}, failed ${number(failed)}, not known ${number(unknown)}`,
    fields: {
      success: (event) => event.success,
      inProgress: (event) => event.inProgress,
      failed: (event) => event.failed,
      unknown: (event) => event.unknown,
    },
  },
  siteHeld: {
    level: 'warn',
    when: 'Nothing is called at a site for now, because of what is true of the whole of it.',
    say: ({ site, message }) => `calls to ${site} are held: ${message}`,
    fields: { site: (event) => event.site, code: (event) => event.code },
  },
};
