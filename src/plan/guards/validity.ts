import type { Guard } from './guard.ts';

const iso = (time: number) => new Date(time).toISOString();

/** Outside of notBefore and notAfter nothing is called. */
export const validity: Guard = ({ declared: { notBefore, notAfter, file } }, { input: { now } }) => {
  if (notBefore !== null && now < notBefore) {
    return {
      by: 'validity',
      code: null,
      message: `not before ${iso(notBefore)}`,
      until: notBefore,
      remedy: { kind: 'correctFile', file, what: 'notBefore' },
    };
  }
  if (notAfter === null || now < notAfter) return undefined;
  return {
    by: 'validity',
    code: null,
    message: `not after ${iso(notAfter)}, which has passed`,
    until: null,
    remedy: { kind: 'correctFile', file, what: 'notAfter' },
  };
};
