import { Failure } from '../../model/failure.ts';
import type { PlanInput } from '../../plan/plan.ts';
import { SITE_ERRORS } from '../../site/site.ts';
import { readSuspensions } from '../operator/suspend.ts';
import type { Parts } from '../parts.ts';
import { askSites } from '../pass/ask-sites.ts';
import { allSitesUnreachable, Pass } from '../pass/pass.ts';
import { sourceViews } from '../pass/source-views.ts';
import { type Found, inputWithoutLedger, type SentRecord } from './sent-record.ts';

/** The ledger itself and the living sites, for the source of this name. */
export function recordOfLedger(source: string, parts: Parts): SentRecord {
  const others = parts.sources.filter(({ name }) => name !== source);
  const names = new Map(others.map(({ id, name }) => [id, name]));
  return {
    basis: 'ledger',
    facts: null,
    attempts: (changed) => parts.ledger.attempts(changed.map(({ key }) => key)),
    async elsewhere(changed) {
      const keys = changed.map(({ key }) => key);
      const rows = await parts.ledger.declarationsOfEntries([...names.keys()], keys);
      return rows.map(({ sourceId, ...row }) => ({ ...row, source: names.get(sourceId) ?? sourceId }));
    },
    async plan(found) {
      const input = await inputOf(found, parts);
      const pass = await askSites(new Pass({ diffs: [], input, only: null, selected: null }), parts);
      const { facts } = pass.input;
      if (allSitesUnreachable(facts)) throw noSite(facts);
      return pass.planned.plan;
    },
  };
}

function noSite(facts: PlanInput['facts']): Failure {
  const faults = [...facts.values()].flatMap((fact) => (fact.kind === 'unreachable' ? [fact] : []));
  const list = faults.map(({ message, code }) => `  ${message} (${code})`).join('\n');
  const { code } = faults[0] ?? SITE_ERRORS.wrongSite;
  const what = 'no site that had to be asked could be reached; --facts FILE plans without them';
  return new Failure({ code, consequence: 'wait' }, `${what}\n${list}`);
}

async function inputOf(found: Found, parts: Parts): Promise<PlanInput> {
  const { guards, retry, waves } = parts;
  const [state, records] = await Promise.all([parts.ledger.state(), parts.ledger.sources()]);
  const view = sourceViews([], { state, records }, parts).find(({ name }) => name === found.source.name);
  const planning = { now: parts.clock(), guards, retry, waves, reason: view?.reason ?? null };
  const input = inputWithoutLedger(found, planning);
  return {
    ...input,
    sources: input.sources.map((source) => ({ ...source, firstRun: view?.firstRun ?? 'held' })),
    writer: state.writer?.alive ? state.writer.number : null,
    suspensions: await readSuspensions(parts),
    overrides: { ...input.overrides, firstRun: () => false },
  };
}
