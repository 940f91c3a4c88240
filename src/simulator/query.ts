import { type Filter, passes, propertiesOf, readFilter } from './filter.ts';
import { badRequest } from './odata-error.ts';
import type { Row, RowClass } from './row-class.ts';
import type { World } from './world.ts';

/** The query string of a read, as it came in. */
export type QueryString = Readonly<Record<string, unknown>>;

/** One answer: rows, and the query of the next answer; null where these were the last. */
interface Page {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

interface Query {
  readonly filter: Filter | undefined;
  readonly select: readonly string[] | undefined;
  readonly top: number;
  readonly skip: number;
}

const UNDERSTOOD = ['$filter', '$select', '$top', '$skip'];

/** The page that a query asks for. Throws an OdataError (400) where it is not understood. */
export function readPage(world: World, rowClass: RowClass, given: QueryString, pageSize: number): Page {
  const query = readQuery(rowClass, given);
  const { filter, select, top, skip } = query;
  const rows: Row[] = [];
  let seen = 0;
  for (const row of rowClass.rows(world, filter)) {
    if (filter && !passes(filter, row)) continue;
    seen += 1;
    if (seen <= skip) continue;
    if (rows.length === top) break;
    if (rows.length === pageSize) return { rows, next: nextQuery(given, query, pageSize) };
    rows.push(select ? pick(row, select) : row);
  }
  return { rows, next: null };
}

function nextQuery(given: QueryString, { top, skip }: Query, pageSize: number): string {
  const next = new URLSearchParams({ $skip: String(skip + pageSize) });
  if (top < Infinity) next.set('$top', String(top - pageSize));
  for (const option of ['$filter', '$select']) {
    const text = readText(given, option);
    if (text !== undefined) next.set(option, text);
  }
  return next.toString();
}

function readQuery(rowClass: RowClass, given: QueryString): Query {
  const unknown = Object.keys(given).find((option) => !UNDERSTOOD.includes(option));
  if (unknown !== undefined) throw badRequest(`The query option '${unknown}' is not understood.`);
  const filterText = readText(given, '$filter');
  const filter = filterText === undefined ? undefined : readFilter(filterText);
  const select = readText(given, '$select')
    ?.split(',')
    .map((property) => property.trim());
  for (const property of [...(select ?? []), ...(filter ? propertiesOf(filter) : [])]) {
    if (!Object.hasOwn(rowClass.properties, property)) {
      throw badRequest(`Could not find a property named '${property}' on type '${rowClass.name}'.`);
    }
  }
  return { filter, select, top: readCount(given, '$top', Infinity), skip: readCount(given, '$skip', 0) };
}

function readText(given: QueryString, option: string): string | undefined {
  const value = given[option];
  if (value === undefined || typeof value === 'string') return value;
  throw badRequest(`The query option '${option}' may be given once.`);
}

function readCount(given: QueryString, option: string, otherwise: number): number {
  const text = readText(given, option);
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw badRequest(`The query option '${option}' must be a number.`);
  return Number(text);
}

function pick(row: Row, select: readonly string[]): Row {
  return Object.fromEntries(select.map((property) => [property, row[property] ?? null]));
}
