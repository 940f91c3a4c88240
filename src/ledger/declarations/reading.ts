import {
  readAttempts,
  readAttemptsOfGroups,
  readAttemptsOfPackages,
  readAttemptsOfRuns,
  readUnsettled,
} from '../attempts/attempts.ts';
import { readHealth, readUndelivered } from '../attempts/health.ts';
import { readHistory } from '../attempts/history.ts';
import { readFiles, readStanding, readTree } from '../files.ts';
import type { Ledger } from '../ledger.ts';
import { readCommandsAfter } from '../operator/commands.ts';
import { readSuspensions } from '../operator/suspensions.ts';
import { readHolds } from '../runs/holds.ts';
import { countCalled, readApprovals, readCallsSince, readNewestRuns, readRuns } from '../runs/runs.ts';
import { readWaivedWaves } from '../runs/waived-waves.ts';
import type { Db } from '../schema.ts';
import { readDeclarationsOfEntries, readDeclarationsOfFiles, readDeclaredKeys } from './declarations.ts';
import { readPending } from './pending.ts';
import { readSources } from './sources.ts';
import { countDeclared, countHealth } from './standing.ts';

/** Everything that a ledger's tables tell. */
export function readingOf(db: Db) {
  return {
    sources: () => readSources(db),
    tree: (sourceId) => readTree(db, sourceId),
    files: (sourceId, paths) => readFiles(db, sourceId, paths),
    standing: (sourceId) => readStanding(db, sourceId),
    declarationsOfFiles: (sourceId, paths) => readDeclarationsOfFiles(db, sourceId, paths),
    declarationsOfEntries: (sourceIds, keys) => readDeclarationsOfEntries(db, sourceIds, keys),
    declaredKeys: (sourceIds) => readDeclaredKeys(db, sourceIds),
    pending: () => readPending(db),
    attempts: (keys) => readAttempts(db, keys),
    unsettled: () => readUnsettled(db),
    runs: (ids) => readRuns(db, ids),
    newestRuns: (source, limit) => readNewestRuns(db, source, limit),
    callsSince: (since) => readCallsSince(db, since),
    calledIn: (runs) => countCalled(db, runs),
    attemptsOfPackages: (site, packages, since) => readAttemptsOfPackages(db, site, packages, since),
    attemptsOfGroups: (site, pairs) => readAttemptsOfGroups(db, site, pairs),
    attemptsOfRuns: (runs) => readAttemptsOfRuns(db, runs),
    health: (attempts) => readHealth(db, attempts),
    undelivered: (since) => readUndelivered(db, since),
    suspensions: () => readSuspensions(db),
    waivedWaves: (runs) => readWaivedWaves(db, runs),
    approvals: (runs) => readApprovals(db, runs),
    holds: () => readHolds(db),
    countDeclared: (sourceIds) => countDeclared(db, sourceIds),
    countHealth: () => countHealth(db),
    commandsAfter: (id) => readCommandsAfter(db, id),
    history: (filter) => readHistory(db, filter),
  } satisfies Partial<Ledger>;
}
