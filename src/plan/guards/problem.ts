import { showPlace } from '../../model/origin.ts';
import type { Guard } from './guard.ts';

/** The declaring file has a problem by now: what it said before may not be what is meant. */
export const problem: Guard = ({ declared }, { input }) => {
  if (!declared.outdated) return undefined;
  const found = input.problems.find(
    ({ source, file }) => source === declared.source && file === declared.file,
  );
  return {
    by: 'problem',
    code: found?.code ?? null,
    message: found ? `${showPlace(found)}: ${found.message}` : `${declared.file} has a problem`,
    until: null,
    remedy: { kind: 'correctFile', file: declared.file, what: 'problem' },
  };
};
