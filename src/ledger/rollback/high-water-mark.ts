import { compileOnce } from '../compile-once.ts';
import type { Db } from '../schema.ts';

/**
 * How far a ledger had come. Attempts, writers and commands are only ever added, so an older copy has smaller numbers.
 * A copy that went on by itself may have the same ones: then its newest writer or command has another token.
 */
export interface HighWaterMark {
  /** The ledger's own id. */
  readonly ledger: string;
  /** Its newest attempt; 0 where there is none. */
  readonly attempt: number;
  /** Its newest writer; 0 where there is none. */
  readonly writer: number;
  /** Empty where there is no writer, or one of a version that gave none. */
  readonly writerToken: string;
  /** Its newest operator command; 0 where there is none. */
  readonly command: number;
  /** As the writer's. */
  readonly commandToken: string;
}

/** The tokens that a ledger has at the numbers of a mark; undefined where it has no such row. */
export interface TokensAt {
  readonly writer: string | undefined;
  readonly command: string | undefined;
}

const newest = compileOnce((db, _: object) =>
  db.selectFrom('ledger').select((query) => [
    'ledger.id as ledger',
    query
      .selectFrom('attempts')
      .select((of) => of.fn.max('attempts.id').as('newest'))
      .as('attempt'),
    query.selectFrom('writers').select('number').orderBy('number', 'desc').limit(1).as('writer'),
    query.selectFrom('writers').select('token').orderBy('number', 'desc').limit(1).as('writerToken'),
    query.selectFrom('operator_commands').select('id').orderBy('id', 'desc').limit(1).as('command'),
    query.selectFrom('operator_commands').select('token').orderBy('id', 'desc').limit(1).as('commandToken'),
  ]),
);

/** Which ledger this is, and how far it has come. */
export async function readHighWaterMark(db: Db): Promise<HighWaterMark> {
  const [row] = (await db.executeQuery(newest(db, {}))).rows;
  if (!row) throw new Error('a ledger without an id');
  return {
    ledger: row.ledger,
    attempt: Number(row.attempt ?? 0),
    writer: row.writer ?? 0,
    writerToken: row.writerToken ?? '',
    command: Number(row.command ?? 0),
    commandToken: row.commandToken ?? '',
  };
}

/** What this ledger has at the numbers of a mark. */
export async function readTokensAt(db: Db, { writer, command }: HighWaterMark): Promise<TokensAt> {
  const ofWriter = await db
    .selectFrom('writers')
    .select('token')
    .where('number', '=', writer)
    .executeTakeFirst();
  const ofCommand = await db
    .selectFrom('operator_commands')
    .select('token')
    .where('id', '=', command)
    .executeTakeFirst();
  return { writer: ofWriter?.token, command: ofCommand?.token };
}
