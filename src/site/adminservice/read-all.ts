// A group may have three members or three thousand: how long an answer gets is not known before, so a question that got too much is asked in halves.
import type { z } from 'zod';
import { Failure } from '../../model/failure.ts';
import { SITE_ERRORS } from '../../model/site-errors.ts';
import { type Divide, type Part, pack, split } from './part.ts';
import { readRows } from './rows.ts';
import type { Session } from './session.ts';

/** A form of an object. */
interface WithShape {
  readonly shape: Readonly<Record<string, unknown>>;
}

/** What is asked for: the rows of one class that speak of these items, in any number. */
export interface Inquiry<Item, Row> {
  readonly className: string;
  /** Its properties are all that is asked for. */
  readonly row: z.ZodType<Row> & WithShape;
  readonly items: readonly Item[];
  readonly divide: Divide<Item>;
  readonly signal?: AbortSignal | undefined;
}

/** The longest address that is asked, in characters: under the contract's 4 KB. */
const LONGEST_ADDRESS = 4000;

/** Every row that answers an inquiry, in as few requests as the length of an address allows. Throws as readRows does. */
export async function readAll<Item, Row>(
  session: Session,
  inquiry: Inquiry<Item, Row>,
): Promise<readonly Row[]> {
  const { className, row, items, divide } = inquiry;
  const room = LONGEST_ADDRESS - `${session.url}/wmi/${className}${queryOf('', row)}`.length;
  const rows: Row[] = [];
  for (const part of pack(divide(items, room), room)) {
    for (const found of await readPart(session, inquiry, part)) rows.push(found);
  }
  return rows;
}

async function readPart<Item, Row>(
  session: Session,
  inquiry: Inquiry<Item, Row>,
  { condition, items }: Part<Item>,
): Promise<readonly Row[]> {
  const { className, row, signal } = inquiry;
  try {
    return await readRows(session, { className, query: queryOf(condition, row), row, signal });
  } catch (error) {
    if (items.length < 2 || !isTooLarge(error)) throw error;
    const rows: Row[] = [];
    for (const half of split(items, 2)) {
      for (const found of await readAll(session, { ...inquiry, items: half })) rows.push(found);
    }
    return rows;
  }
}

function queryOf(condition: string, row: WithShape): string {
  return `?$filter=${condition}&$select=${Object.keys(row.shape).join()}`;
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Failure && error.code === SITE_ERRORS.tooLarge.code;
}
