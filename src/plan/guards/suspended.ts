import { argument } from '../argument.ts';
import type { SuspensionView } from '../input.ts';
import type { Guard, Held } from './guard.ts';

/** It was taken out of work for a while: by its declaration, or by an operator. */
export const suspended: Guard = ({ suspended: by, declared: { file } }) => {
  if (by === null) return undefined;
  if (by !== 'declaration') return byOperator(by);
  const remedy = `take suspend: true out of ${file}`;
  return { by: 'suspended', code: null, message: `${file} says suspend: true`, until: null, remedy };
};

function byOperator({ selector, actor, reason, since, until }: SuspensionView): Held {
  const all = selector === '*';
  const why = reason === null ? '' : `: ${reason}`;
  return {
    by: 'suspended',
    code: null,
    message: `${actor} suspended ${all ? 'everything' : selector}${why}`,
    since,
    until,
    remedy: all ? 'dpsync resume' : `dpsync resume ${argument(selector) ?? 'SELECTOR'}`,
  };
}
