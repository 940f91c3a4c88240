// A group may have three members or three thousand: how long an answer gets is not known before, so a question that got too much is asked in halves.
import { Failure } from '../../model/failure.ts';
import { SITE_ERRORS } from '../errors.ts';
import { type Divide, type Part, pack, split } from './part.ts';
import type { RowForm, Wire } from './wire.ts';

/** What is asked for: the rows of one class that speak of these items, in any number. */
interface Inquiry<Item, Row> {
  readonly className: string;
  readonly row: RowForm<Row>;
  readonly items: readonly Item[];
  readonly divide: Divide<Item>;
  readonly signal?: AbortSignal | undefined;
}

/** Every row that answers an inquiry, in as few requests as the length of a condition allows. Throws as readRows does. */
export async function readAll<Item, Row>(wire: Wire, inquiry: Inquiry<Item, Row>): Promise<readonly Row[]> {
  const { items, divide } = inquiry;
  const limits = { dialect: wire.dialect, maxLength: wire.longestCondition(inquiry) };
  const rows: Row[] = [];
  for (const part of pack(divide(items, limits), limits)) {
    for (const found of await readPart(wire, inquiry, part)) rows.push(found);
  }
  return rows;
}

async function readPart<Item, Row>(
  wire: Wire,
  inquiry: Inquiry<Item, Row>,
  { condition, items }: Part<Item>,
): Promise<readonly Row[]> {
  const { className, row, signal } = inquiry;
  try {
    return await wire.readRows({ className, row, condition, signal });
  } catch (error) {
    if (items.length < 2 || !isTooLarge(error)) throw error;
    const rows: Row[] = [];
    for (const half of split(items, 2)) {
      for (const found of await readAll(wire, { ...inquiry, items: half })) rows.push(found);
    }
    return rows;
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Failure && error.code === SITE_ERRORS.tooLarge.code;
}
