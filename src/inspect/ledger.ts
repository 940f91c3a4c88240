import type { Ledger, LedgerState, RollbackCheck } from '../ledger/ledger.ts';
import { showDuration } from '../model/units/duration.ts';
import type { Finding } from '../model/views/finding.ts';
import { type Check, failure, ok, showError } from './check.ts';
import { checkPlace } from './ledger-place.ts';

const SUBJECT = 'ledger';

/** Where the ledger is, and how it is had. */
export interface LedgerPart {
  /** Absolute paths: the file, and the folder that holds it. */
  readonly file: string;
  readonly folder: string;
  /** Opens it, or gives the one that is open. Throws a Failure where it cannot be used. Whoever hands this in closes it. */
  readonly open: () => Promise<Ledger>;
}

/** Whether the ledger can be used: where it lies, which one it is, and who holds it. */
export function ledgerCheck(part: LedgerPart, opened: Promise<Ledger>, now: number): Check {
  return {
    subject: SUBJECT,
    check: async () => [...(await checkInside(part, opened, now)), ...checkPlace(SUBJECT, part)],
  };
}

async function checkInside(
  { file }: LedgerPart,
  opened: Promise<Ledger>,
  now: number,
): Promise<readonly Finding[]> {
  try {
    const ledger = await opened;
    const state = await ledger.state();
    return [
      ok(SUBJECT, 'can be read, on a local disk', file),
      rollbackFinding(state.rollbackCheck),
      writerFinding(state, now),
    ];
  } catch (error) {
    const remedy = 'Do what the message says; until then nothing can be called.';
    return [failure(SUBJECT, { title: 'cannot be used', detail: showError(error), remedy })];
  }
}

const DOUBTED = {
  older: 'is older than this machine saw it',
  other: 'is another one than this machine saw at this place',
} as const satisfies Partial<Record<RollbackCheck, string>>;

function rollbackFinding(check: RollbackCheck): Finding {
  if (check === 'fits') return ok(SUBJECT, 'is the one that this machine saw last');
  if (check === 'first') return ok(SUBJECT, 'was never seen by this machine before');
  return failure(SUBJECT, {
    title: DOUBTED[check],
    detail: 'Every source is held as on its first run, so that nothing is sent again.',
    remedy:
      'Check at `dpsync plan`; then `dpsync adopt` records what is declared as applied, and `dpsync apply --first-run` sends it.',
  });
}

function writerFinding({ writer }: LedgerState, now: number): Finding {
  if (!writer) return ok(SUBJECT, 'has had no writer yet');
  const { alive, actor, command, pid, since } = writer;
  const who = `${actor}, dpsync ${command}, pid ${pid}`;
  const age = showDuration(Math.max(0, now - since));
  return alive
    ? ok(SUBJECT, `is locked by a writer for ${age}`, `${who}: another apply has to wait until it ends`)
    : ok(SUBJECT, 'is locked by nobody', `the last writer was ${who}, ${age} ago`);
}
