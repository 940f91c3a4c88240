// How WQL is written: the only place where people's names become part of a query.
import { type Dialect, propertiesOf, type Question } from '../questions/wire.ts';

/** Conditions as WQL writes them. */
export const WQL: Dialect = {
  equals: (property, value) => `${property} = '${literal(value)}'`,
  either: (conditions) => conditions.join(' OR '),
  both: (first, second) => `((${first}) AND (${second}))`,
};

/** A question in WQL. */
export function queryOf(question: Omit<Question<unknown>, 'signal'>): string {
  const where = question.condition === undefined ? '' : ` WHERE ${question.condition}`;
  return `SELECT ${propertiesOf(question).join(', ')} FROM ${question.className}${where}`;
}

/**
 * A text between quotes. Throws a RangeError where it holds a control character: what comes from declarations has none,
 * and WMI ends a query at the first NUL.
 */
function literal(value: string): string {
  if (/\p{Cc}/u.test(value)) throw new RangeError('a control character cannot be part of a query');
  return value.replace(/['"\\]/g, '\\$&');
}
