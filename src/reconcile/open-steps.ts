import type { LedgerWriter } from '../ledger/ledger.ts';
import type { Digest } from '../model/digest.ts';
import type { EntryKey } from '../model/entry.ts';
import { Failure } from '../model/failure.ts';
import type { Source } from '../source/source.ts';
import { keepLateAnswers } from './call/late-answers.ts';
import { noteHolds } from './call/site-holds.ts';
import type { CallGate } from './call/site-queue.ts';
import { RECONCILE_ERRORS } from './errors.ts';
import { follow } from './follow/follow-up.ts';
import { makeMutex } from './mutex.ts';
import { quarantineIfDoubted } from './operator/first-run.ts';
import type { Parts } from './parts.ts';
import type { Pass } from './pass/pass.ts';
import { PLAIN, planAt } from './pass/plan-pass.ts';
import { callSite, stillDue } from './site-round.ts';
import { passSource, tidyRecord } from './source-pass.ts';
import type { ReconcileSteps } from './steps.ts';

/** The work of whoever holds the writer's lock. Throws a Failure where the ledger cannot be read or written. */
export async function openSteps(writer: LedgerWriter, parts: Parts): Promise<ReconcileSteps> {
  await quarantineIfDoubted(writer, parts);
  const exclusively = makeMutex();
  let due: ReadonlyMap<EntryKey, Digest> = new Map();
  const noteDue = (pass: Pass) => {
    due = stillDue(pass);
    return pass;
  };
  const tidy = () => exclusively(async () => noteDue(await tidyRecord(writer, parts)));
  // Exclusively, since a pass that is recorded meanwhile would show the half of it.
  const planRecord = () => exclusively(async () => noteDue(await planAt(new Map(), PLAIN, parts)));
  await tidy();
  const answers = keepLateAnswers(writer);
  let newestCommand = (await parts.ledger.commandsAfter(null)).newest;
  const followUps = new Map(
    parts.sites.map(({ code }) => [code, follow(({ entry }) => entry.site === code, parts)]),
  );
  const sourceOf = (id: string): Source => {
    const source = parts.sources.find((candidate) => candidate.id === id);
    if (source) return source;
    throw new Failure(RECONCILE_ERRORS.noSource, `the config has no source ${id}`);
  };
  return {
    sources: parts.sources.map(({ id, name }) => ({ id, name })),
    sites: parts.sites.map(({ code }) => code),
    async fetch(id, signal) {
      const source = sourceOf(id);
      const commit = await source.fetch(signal);
      parts.listen({ type: 'fetched', source: source.name, commit });
      return commit;
    },
    has: async (id, commit) => {
      return sourceOf(id)
        .resolve(commit)
        .then(
          () => true,
          () => false,
        );
    },
    pass: (source, commit) =>
      exclusively(async () => {
        const { told, pass } = await passSource({ source, commit }, writer, parts);
        if (told) noteDue(pass);
        return told;
      }),
    async call(site, { signal, mayGoOn }) {
      await answers.record();
      const isStillDue: CallGate['isStillDue'] = ({ key, digest }) =>
        digest !== null && due.get(key) === digest;
      const round = { site, planned: await planRecord(), signal, callGate: { mayGoOn, isStillDue } };
      const { told, pass } = await callSite(round, answers.writer, parts);
      if (told.calls > 0) await tidy();
      await exclusively(() => noteHolds(site, pass, writer));
      return told;
    },
    nextAsk: async (site) => (await followUps.get(site)?.next()) ?? null,
    ask: async (site) => (await followUps.get(site)?.ask()) ?? false,
    async newCommands() {
      const { newest, commands } = await parts.ledger.commandsAfter(newestCommand);
      newestCommand = newest;
      for (const { command, target, actor } of commands)
        parts.listen({ type: 'operatorCommand', command, target, actor });
      return commands;
    },
  };
}
