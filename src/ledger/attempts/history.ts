import type { Attempt } from '../../model/attempt.ts';
import { groupKey, type PackageId, parseEntry, toPackageId } from '../../model/entry.ts';
import type { History, OperatorCommand } from '../../model/views/history.ts';
import type { HistoryFilter } from '../ledger.ts';
import { toCommand } from '../operator/commands.ts';
import type { Db } from '../schema.ts';
import { toAttempt } from './attempt-row.ts';

/** What was done and said, newest first. With a package or a group, only commands about one such entry are in it. */
export async function readHistory(db: Db, filter: HistoryFilter): Promise<History> {
  return { attempts: await readAttempts(db, filter), commands: await readCommands(db, filter) };
}

async function readAttempts(db: Db, filter: HistoryFilter): Promise<Attempt[]> {
  const rows = await db
    .selectFrom('attempts')
    .selectAll()
    .where('started_at', '>=', filter.since ?? 0)
    .$if(filter.group !== undefined, (query) => query.where('group_key', '=', groupKey(filter.group ?? '')))
    .$if(filter.package !== undefined, (query) => query.where('package', '=', packageOf(filter)))
    .$if(filter.limit !== undefined, (query) => query.limit(filter.limit ?? 0))
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toAttempt);
}

async function readCommands(db: Db, filter: HistoryFilter): Promise<OperatorCommand[]> {
  const rows = await db
    .selectFrom('operator_commands')
    .select(['at', 'actor', 'command', 'target', 'reason', 'approval'])
    .where('at', '>=', filter.since ?? 0)
    .orderBy('id', 'desc')
    .execute();
  return rows
    .filter(({ target }) => isAbout(target, filter))
    .slice(0, filter.limit)
    .map(toCommand);
}

/** The id is compared as it is stored; what is no id is found nowhere. */
function packageOf(filter: HistoryFilter): PackageId {
  return (toPackageId(filter.package ?? '') ?? '') as PackageId;
}

function isAbout(target: string, filter: HistoryFilter): boolean {
  if (filter.package === undefined && filter.group === undefined) return true;
  const entry = parseEntry(target);
  if (!entry) return false;
  if (filter.package !== undefined && entry.package !== packageOf(filter)) return false;
  return filter.group === undefined || groupKey(entry.group) === groupKey(filter.group);
}
