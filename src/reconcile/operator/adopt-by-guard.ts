import type { LedgerWriter } from '../../ledger/ledger.ts';
import type { Parts } from '../parts.ts';
import type { Pass } from '../pass/pass.ts';
import { type PassOptions, planAt } from '../pass/plan-pass.ts';
import { adoptDue } from './first-run.ts';

/** `guards.firstRun: adopt`: records the entries of the sources that this pass looked at first as applied. */
export async function adoptByGuard(
  pass: Pass,
  options: PassOptions,
  writer: LedgerWriter,
  parts: Parts,
): Promise<Pass> {
  if (parts.guards.firstRun !== 'adopt' || options.firstRun || options.only) return pass;
  // A source that was not looked at has nothing to adopt yet: released now, all of it would be called later. What
  // nobody signed is not applied because it came first.
  const diffed = new Set(pass.diffs.map(({ source }) => source.name));
  const names = pass.input.sources
    .filter(
      ({ name, firstRun, unverified }) => firstRun === 'held' && diffed.has(name) && unverified === null,
    )
    .map(({ name }) => name);
  if (names.length === 0) return pass;
  await adoptDue(writer, pass, { names, command: 'adopt', reason: 'guards.firstRun: adopt' }, parts);
  return planAt(new Map(pass.diffs.map(({ source, commit }) => [source.id, commit])), options, parts);
}
