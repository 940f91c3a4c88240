import type { SuspensionView } from '../input.ts';
import type { Guard, GuardHold } from './guard.ts';

/** It was taken out of work for a while: by its declaration, or by an operator. */
export const suspended: Guard = ({ suspended: by, declared: { file } }) => {
  if (by === null) return undefined;
  if (by !== 'declaration') return byOperator(by);
  const remedy = { kind: 'correctFile', file, what: 'suspend' } as const;
  return { by: 'suspended', code: null, message: `${file} says suspend: true`, until: null, remedy };
};

function byOperator({ selector, actor, reason, since, until }: SuspensionView): GuardHold {
  const why = reason === null ? '' : `: ${reason}`;
  return {
    by: 'suspended',
    code: null,
    message: `${actor} suspended ${selector === '*' ? 'everything' : selector}${why}`,
    since,
    until,
    remedy: { kind: 'resume', selector },
  };
}
