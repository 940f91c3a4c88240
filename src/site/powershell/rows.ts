import { z } from 'zod';
import type { Consequence, Failure } from '../../model/failure.ts';
import { SITE_ERRORS, type SiteErrorName } from '../errors.ts';
import { propertiesOf, type Question } from '../questions/wire.ts';
import { siteFailure } from '../site-error.ts';
import type { EngineExchange } from './exchange.ts';
import { faultDetail, readName, type ScriptFault } from './fault.ts';
import { queryOf } from './filter.ts';

/** A query, in a namespace. */
export interface Query {
  readonly namespace: string;
  readonly query: string;
  readonly properties: readonly string[];
}

/** What runs queries. */
export interface Reader {
  /** The site's code and where it is, for messages. */
  readonly name: string;
  /** Throws a Failure (`wait` or `stop`) where there is no session to run it, and the signal's own reason. */
  read(query: Query, signal: AbortSignal | undefined): Promise<EngineExchange>;
}

const rowsForm = z.object({ rows: z.array(z.array(z.unknown())) });

/** Every row of a namespace that answers a question. Throws as a wire's `readRows` does. */
export async function readRows<Row>(
  reader: Reader,
  namespace: string,
  question: Question<Row>,
): Promise<readonly Row[]> {
  const { row, signal, spend } = question;
  const properties = propertiesOf(question);
  const result = resultOf(await reader.read({ namespace, query: queryOf(question), properties }, signal), {
    name: reader.name,
    signal,
    nameOf: readName,
  });
  const lists = rowsForm.safeParse(result);
  if (!lists.success) throw unreadable(reader.name, result);
  spend?.(lengthOf(lists.data.rows));
  return lists.data.rows.map((values) => {
    const named = Object.fromEntries(properties.map((property, index) => [property, values[index]]));
    const parsed = row.safeParse(named);
    if (!parsed.success) throw unreadable(reader.name, named);
    return parsed.data;
  });
}

/** In characters, without what stands between the values. */
function lengthOf(rows: readonly (readonly unknown[])[]): number {
  let length = 0;
  for (const values of rows) for (const value of values) length += String(value).length;
  return length;
}

/** How a result is taken. */
interface Taking {
  /** The site's code and where it is, for messages. */
  readonly name: string;
  readonly signal: AbortSignal | undefined;
  /** Which error a fault is. */
  readonly nameOf: (fault: ScriptFault) => SiteErrorName;
}

/** The result of an exchange that calls nothing. Throws a Failure, or the signal's own reason. */
export function resultOf(result: EngineExchange, { name, signal, nameOf }: Taking): unknown {
  signal?.throwIfAborted();
  switch (result.kind) {
    case 'answered':
      return result.result;
    case 'tooLarge':
      throw failure(name, 'tooLarge', '');
    case 'lost':
      throw failure(name, result.name, result.detail);
    case 'failed': {
      const error = nameOf(result.fault);
      throw failure(name, error, faultDetail(result.fault), consequenceOf(error));
    }
  }
}

/** The Failure of an answer that is not of the form that was asked for. */
export function unreadable(name: string, answer: unknown): Failure {
  return failure(name, 'unreadable', JSON.stringify(answer) ?? 'nothing');
}

/** What WMI refuses for good is mended by a person alone; what the provider ran into may pass. */
function consequenceOf(error: SiteErrorName): Consequence {
  return SITE_ERRORS[error].verdict === 'permanent' && error !== 'providerError' ? 'stop' : 'wait';
}

function failure(
  where: string,
  error: SiteErrorName,
  detail: string,
  consequence: Consequence = 'wait',
): Failure {
  return siteFailure(error, { where, detail, consequence });
}
