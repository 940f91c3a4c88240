import type { Attempt } from '../../model/attempt.ts';
import { showEntry } from '../../model/entry.ts';
import type { History, Word } from '../../model/history.ts';
import { showAnswer } from './answer.ts';
import type { Tone } from './colour.ts';
import { showCommit } from './commit.ts';
import { showCost } from './cost.ts';
import { count } from './count.ts';
import { list } from './list.ts';
import { showMoment } from './moment.ts';
import { print, title } from './paper.ts';
import { type Column, table } from './table.ts';
import type { Text } from './text.ts';
import { OUTCOME_TONES } from './tones.ts';

/** One line of the record: a call, or something that an operator said. */
interface Happening {
  readonly at: number;
  readonly what: string;
  readonly tone: Tone;
  readonly target: string;
  readonly revision: string;
  readonly size: string;
  readonly note: string;
}

const COLUMNS: readonly Column<Happening>[] = [
  { head: 'TIME', text: ({ at }) => showMoment(at), tone: () => 'faint' },
  { head: 'WHAT', text: ({ what }) => what, tone: ({ tone }) => tone },
  { head: 'ENTRY', text: ({ target }) => target },
  { head: 'REVISION', text: ({ revision }) => revision },
  { head: 'SIZE', text: ({ size }) => size, align: 'right' },
  { head: 'NOTE', text: ({ note }) => note, below: true, tone: () => 'faint' },
];

/** What was done and what was said, for people: one list, newest first. */
export function historyText(history: History, text: Text): string {
  const happenings = [
    ...history.attempts.map((attempt) => ofAttempt(attempt, text.verbose === true)),
    ...history.words.map(ofWord),
  ];
  const newestFirst = happenings.toSorted((one, other) => other.at - one.at);
  if (newestFirst.length === 0) return print([[title('Nothing was called or said.')]], text);
  const summary = `${count(history.attempts.length, 'attempt')}, ${count(history.words.length, 'word')} of operators.`;
  return print([[table(newestFirst, COLUMNS)], text.quiet ? [] : [title(summary)]], text);
}

function ofAttempt(attempt: Attempt, verbose: boolean): Happening {
  const details = verbose
    ? [`${attempt.author} in ${showCommit(attempt.commit)}`, `run ${attempt.run}`, `wave ${attempt.wave}`]
    : [];
  return {
    at: attempt.startedAt,
    what: attempt.outcome,
    tone: OUTCOME_TONES[attempt.outcome],
    target: showEntry(attempt.entry),
    revision: attempt.revision,
    size: showSent(attempt),
    note: list([showAnswer(attempt), attempt.reason ?? '', attempt.actor, ...details], ' · '),
  };
}

function ofWord(word: Word): Happening {
  return {
    at: word.at,
    what: word.word,
    tone: 'title',
    target: word.target,
    revision: '',
    size: '',
    note: list([word.reason ?? '', word.actor], ' · '),
  };
}

/** What the call sends, where it was known when it was made. */
function showSent({ bytes, points }: Attempt): string {
  return bytes === null || points === null ? '' : showCost({ bytes, distributionPoints: points });
}
