import type { Attempt } from '../../../model/attempt.ts';
import { showEntry } from '../../../model/entry.ts';
import type { History, OperatorCommand } from '../../../model/views/history.ts';
import { showAnswer } from '../answer.ts';
import { showApproved } from '../approval.ts';
import { showCommit } from '../commit.ts';
import type { Tone } from '../layout/colour.ts';
import { list } from '../layout/list.ts';
import { OUTCOME_TONES } from '../layout/tones.ts';
import { showCost } from '../plan/cost.ts';

/** One line of the record: a call, or something that an operator said. */
export interface Happening {
  readonly at: number;
  readonly what: string;
  readonly tone: Tone;
  readonly target: string;
  readonly revision: string;
  readonly size: string;
  readonly note: string;
}

/** The record in one list, newest first. `verbose`: with authors, commits, runs and waves. */
export function happeningsOf({ attempts, commands }: History, verbose: boolean): readonly Happening[] {
  const happenings = [...attempts.map((attempt) => ofAttempt(attempt, verbose)), ...commands.map(ofCommand)];
  return happenings.toSorted((one, other) => other.at - one.at);
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

function ofCommand(command: OperatorCommand): Happening {
  return {
    at: command.at,
    what: command.command,
    tone: 'title',
    target: command.target,
    revision: '',
    size: '',
    note: list(
      [command.approval ? showApproved(command.approval) : '', command.reason ?? '', command.actor],
      ' · ',
    ),
  };
}

/** What the call sends, where it was known when it was made. */
function showSent({ bytes, points }: Attempt): string {
  return bytes === null || points === null ? '' : showCost({ bytes, distributionPoints: points });
}
