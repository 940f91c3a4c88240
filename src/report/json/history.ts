import { z } from 'zod';
import type { Attempt } from '../../model/attempt.ts';
import type { History, OperatorCommand } from '../../model/views/history.ts';
import { API_VERSION, documentForm } from './document.ts';
import {
  DigestForm,
  ENTRY_NAMES,
  entryNames,
  isoTime,
  isoTimeOrNull,
  OutcomeForm,
  RecordedErrorForm,
  TimeForm,
} from './fields.ts';

const EvidenceForm = z.strictObject({
  by: z.enum(['site', 'operator', 'recovery']).describe('Who says so.'),
  text: z.string().describe('What was seen or said.'),
});

const AttemptForm = z.strictObject({
  id: z.int().min(1).describe('Counts up through the ledger.'),
  run: z.string().describe('The run it belongs to.'),
  ...ENTRY_NAMES,
  groupId: z.string().nullable().describe('The braced GUID that was called; null for an adopted one.'),
  revision: z.string().describe('The declared revision.'),
  digest: DigestForm.describe("SHA-256 of the entry's meaning."),
  commit: z.string().describe('The last commit that changed the declaring file.'),
  author: z.string().describe('The author of that commit.'),
  reason: z.string().nullable().describe('The declared reason.'),
  startedAt: TimeForm.describe('When the intent was recorded.'),
  finishedAt: TimeForm.nullable().describe('When the outcome was recorded; null while it is open.'),
  outcome: OutcomeForm,
  returnValue: z.int().nullable().describe("The call's return value; null where there was none."),
  error: RecordedErrorForm.nullable().describe('What went wrong; null where nothing did.'),
  cause: z.enum(['new', 'changed', 'retry', 'adopted']).describe('Why it was made.'),
  wave: z.int().describe('The wave that it was declared in at the time.'),
  bytes: z.int().min(0).nullable().describe('Bytes that it sends; null where nobody knew.'),
  points: z
    .int()
    .min(0)
    .nullable()
    .describe('Distribution points that it sends them to; null where nobody knew.'),
  evidence: EvidenceForm.nullable().describe(
    "Why the outcome is what it is, where it was not the call's own answer.",
  ),
  actor: z.string().describe('Who ran it, as user@host.'),
});

const COMMANDS = [
  'adopt',
  'firstRun',
  'resolve',
  'approve',
  'quarantine',
  'retry',
  'suspend',
  'resume',
  'waiveWave',
  'reconcile',
  'breakGlass',
] as const satisfies readonly OperatorCommand['command'][];

const OperatorCommandForm = z.strictObject({
  at: TimeForm.describe('When it was said.'),
  actor: z.string().describe('Who said it, as user@host.'),
  command: z.enum(COMMANDS).describe('What was said.'),
  target: z.string().describe('What it speaks of: a source, a run, an entry, a selector.'),
  reason: z.string().nullable().describe('Why; null where nothing was said.'),
  approval: z
    .strictObject({
      entries: z.int().min(0).describe('How many entries were approved, each at one digest.'),
      deliveries: z
        .int()
        .min(0)
        .nullable()
        .describe('One for each entry and distribution point; null where nobody knew.'),
      bytes: z.int().min(0).nullable().describe('What all of them send; null where nobody knew.'),
    })
    .nullable()
    .describe('What an approval came to when it was shown; null for every other command.'),
});

/** The form of `history -o json`. */
export const HistoryForm = documentForm('History', 'What was done and what was said.', {
  attempts: z.array(AttemptForm).describe('Newest first.'),
  commands: z.array(OperatorCommandForm).describe('The operator commands, newest first.'),
});

/** What was done and said, as `-o json` writes it. */
export type HistoryDocument = z.infer<typeof HistoryForm>;

/** The document of a history. */
export function historyDocument(history: History): HistoryDocument {
  return {
    apiVersion: API_VERSION,
    kind: 'History',
    attempts: history.attempts.map(attemptRow),
    commands: history.commands.map(({ at, actor, command, target, reason, approval }) => ({
      at: isoTime(at),
      actor,
      command,
      target,
      reason,
      approval: approval ?? null,
    })),
  };
}

function attemptRow(attempt: Attempt): HistoryDocument['attempts'][number] {
  return {
    id: attempt.id,
    run: attempt.run,
    ...entryNames(attempt.entry),
    groupId: attempt.groupId,
    revision: attempt.revision,
    digest: attempt.digest,
    commit: attempt.commit,
    author: attempt.author,
    reason: attempt.reason,
    startedAt: isoTime(attempt.startedAt),
    finishedAt: isoTimeOrNull(attempt.finishedAt),
    outcome: attempt.outcome,
    returnValue: attempt.returnValue,
    error: attempt.error && { ...attempt.error },
    cause: attempt.cause,
    wave: attempt.wave,
    bytes: attempt.bytes,
    points: attempt.points,
    evidence: attempt.evidence && { ...attempt.evidence },
    actor: attempt.actor,
  };
}
