import type { ApprovedSum, OperatorCommand } from '../../model/views/history.ts';
import { chunksOf, IN_ONE_INSERT } from '../chunks.ts';
import { readJson } from '../json.ts';
import type { NumberedCommand } from '../ledger.ts';
import type { Db, Row } from '../schema.ts';

/** Records what an operator said. */
export async function recordCommands(db: Db, commands: readonly OperatorCommand[]): Promise<void> {
  for (const chunk of chunksOf(commands, IN_ONE_INSERT)) {
    await db.insertInto('operator_commands').values(chunk.map(toRow)).execute();
  }
}

function toRow({ at, actor, command, target, reason, approval }: OperatorCommand) {
  const set = approval ? JSON.stringify(approval) : null;
  return { at, actor, command, target, reason, approval: set, token: crypto.randomUUID() };
}

/** A command as its row says it. */
export function toCommand<Columns extends Omit<Row<'operator_commands'>, 'id' | 'token'>>({
  approval,
  ...row
}: Columns) {
  return { ...row, ...(approval !== null && { approval: readJson<ApprovedSum>(approval) }) };
}

const MOST_WORDS = 1000;

/** The commands that came after this one, oldest first, and the number of the newest among them; null: that number alone. */
export async function readCommandsAfter(
  db: Db,
  after: number | null,
): Promise<{ readonly newest: number; readonly commands: readonly NumberedCommand[] }> {
  if (after === null) {
    const row = await db
      .selectFrom('operator_commands')
      .select(({ fn }) => fn.max('id').as('newest'))
      .executeTakeFirst();
    return { newest: Number(row?.newest ?? 0), commands: [] };
  }
  const commands = await db
    .selectFrom('operator_commands')
    .select(['id', 'at', 'actor', 'command', 'target', 'reason', 'approval'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(MOST_WORDS)
    .execute();
  return { newest: commands.at(-1)?.id ?? after, commands: commands.map(toCommand) };
}
