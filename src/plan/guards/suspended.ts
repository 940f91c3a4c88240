import type { Guard } from './guard.ts';

/** The declaration says that it is not to be called for now. */
export const suspended: Guard = ({ declared }) =>
  declared.suspend
    ? {
        by: 'suspended',
        code: null,
        message: `${declared.file} says suspend: true`,
        until: null,
        remedy: `take suspend: true out of ${declared.file}`,
      }
    : undefined;
