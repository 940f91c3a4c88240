import { Failure } from '../../model/failure.ts';
import type { PlannedEntry } from '../../model/plan.ts';
import type { Source } from '../../source/source.ts';
import { RECONCILE_ERRORS } from '../errors.ts';
import type { Parts } from '../parts.ts';
import { PLAIN, planAt } from '../pass/plan-pass.ts';
import { recordPass } from '../pass/record-pass.ts';
import { adoptDue, quarantineIfDoubted } from './first-run.ts';

export interface AdoptOptions {
  /** The sources' names; none: every one on its first run. */
  readonly sources: readonly string[];
  /** The revision whose entries are taken as applied; null: that of the last pass, else a fetch's. */
  readonly commit: string | null;
  readonly reason: string | null;
}

/** What was recorded as applied, and at which commit of each source. */
export interface Adopted {
  readonly sources: readonly { readonly name: string; readonly commit: string; readonly entries: number }[];
  readonly entries: readonly PlannedEntry[];
}

/** Records every due entry of sources on their first run as applied, and calls nothing. */
export async function adopt(options: AdoptOptions, parts: Parts): Promise<Adopted> {
  const writer = await parts.ledger.acquire('adopt');
  try {
    await quarantineIfDoubted(writer, parts);
    const chosen = await chooseSources(options, parts);
    const heads = new Map<string, string>();
    for (const source of chosen) heads.set(source.id, await commitOf(source, options.commit, parts));
    const recorded = await recordPass(await planAt(heads, PLAIN, parts), writer);
    const names = chosen.map(({ name }) => name);
    const entries = await adoptDue(
      writer,
      recorded,
      { names, command: 'adopt', reason: options.reason },
      parts,
    );
    const sources = chosen.map(({ name, id }) => ({
      name,
      commit: heads.get(id) ?? '',
      entries: entries.filter(({ source }) => source === name).length,
    }));
    return { sources, entries };
  } finally {
    await writer.close();
  }
}

async function chooseSources({ sources: names }: AdoptOptions, parts: Parts): Promise<readonly Source[]> {
  const records = await parts.ledger.sources();
  const isReleased = ({ id }: Source) =>
    records.some((record) => record.id === id && record.releasedAt !== null);
  for (const name of names) {
    const source = parts.sources.find((candidate) => candidate.name === name);
    const known = parts.sources.map((candidate) => candidate.name).join(', ');
    if (!source)
      throw new Failure(RECONCILE_ERRORS.noSource, `the config has no source ${name}; it has ${known}`);
    if (isReleased(source)) {
      throw new Failure(
        RECONCILE_ERRORS.nothingToAdopt,
        `source ${name} is not on its first run any more; there is nothing to adopt`,
      );
    }
  }
  const chosen = parts.sources.filter((source) =>
    names.length > 0 ? names.includes(source.name) : !isReleased(source),
  );
  if (chosen.length === 0)
    throw new Failure(
      RECONCILE_ERRORS.nothingToAdopt,
      'no source is on its first run; there is nothing to adopt',
    );
  return chosen;
}

async function commitOf(source: Source, revision: string | null, { ledger }: Parts): Promise<string> {
  if (revision !== null) {
    await source.fetch();
    return source.resolve(revision);
  }
  const records = await ledger.sources();
  return records.find(({ id }) => id === source.id)?.commit ?? source.fetch();
}
