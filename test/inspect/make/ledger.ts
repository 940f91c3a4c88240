import type { Ledger } from '../../../src/ledger/ledger.ts';
import type { EntryKey } from '../../../src/model/entry.ts';
import { unasked } from './unasked.ts';

const SOURCE = {
  id: 'content-id',
  name: 'content',
  commit: null,
  readUnder: null,
  releasedAt: null,
  quarantined: false,
  unverified: null,
};

/** A ledger that has these entries as declared, by their keys, and what a test says otherwise. */
export function makeLedger(keys: readonly string[] = [], about: Partial<Ledger> = {}): Ledger {
  return {
    state: async () => ({ rollbackCheck: 'fits', writer: null }),
    sources: async () => [SOURCE],
    declaredKeys: async (ids) => (ids.includes(SOURCE.id) ? (keys as readonly EntryKey[]) : []),
    attemptsOfPackages: async () => [],
    tree: unasked,
    files: unasked,
    standing: unasked,
    declarationsOfFiles: unasked,
    declarationsOfEntries: unasked,
    pending: unasked,
    attempts: unasked,
    unsettled: unasked,
    runs: unasked,
    newestRuns: unasked,
    calledIn: unasked,
    callsSince: unasked,
    approvals: unasked,
    attemptsOfGroups: unasked,
    attemptsOfRuns: unasked,
    health: unasked,
    undelivered: unasked,
    suspensions: unasked,
    waivedWaves: unasked,
    holds: unasked,
    countDeclared: unasked,
    countHealth: unasked,
    commandsAfter: unasked,
    say: unasked,
    history: unasked,
    approve: unasked,
    resolve: unasked,
    settle: unasked,
    noteEvidence: unasked,
    recordHealth: unasked,
    retry: unasked,
    suspend: unasked,
    resume: unasked,
    waiveWave: unasked,
    backup: unasked,
    acquire: unasked,
    close: unasked,
    ...about,
  };
}
