import type { Guard } from './guard.ts';

/** A wave starts when the lower ones of its run are through. */
export const wave: Guard = ({ subject, declared }, { runs }) => {
  const tally = runs.tallies.get(runs.of.get(subject.key)?.run ?? '');
  if (!tally || declared.wave <= tally.wave) return undefined;
  const entries = tally.waiting === 1 ? '1 entry' : `${tally.waiting} entries`;
  return {
    by: 'wave',
    code: null,
    message: `wave ${declared.wave} waits for ${entries} of wave ${tally.wave}`,
    until: null,
    remedy: `see what holds wave ${tally.wave}`,
  };
};
