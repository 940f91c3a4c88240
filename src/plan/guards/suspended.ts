import type { Guard } from './guard.ts';

/** It was taken out of work for a while: by its declaration, or by an operator. */
export const suspended: Guard = ({ suspended: by, declared }) => {
  if (by === null) return undefined;
  if (by === 'declaration') {
    const remedy = `take suspend: true out of ${declared.file}`;
    return {
      by: 'suspended',
      code: null,
      message: `${declared.file} says suspend: true`,
      until: null,
      remedy,
    };
  }
  const reason = by.reason === null ? '' : `: ${by.reason}`;
  return {
    by: 'suspended',
    code: null,
    message: `${by.actor} suspended ${by.selector === '*' ? 'everything' : by.selector}${reason}`,
    since: by.since,
    until: by.until,
    remedy: by.selector === '*' ? 'dpsync resume' : 'dpsync resume SELECTOR',
  };
};
