// A checkout → what a merge would change. Most who ask have neither config, ledger nor site: what needs one is loaded
// only where it is named.
import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { expand } from '../declare/expand.ts';
import { openReader } from '../declare/threads/threads.ts';
import type { Environment } from '../model/config/environment.ts';
import type { SiteCode } from '../model/entry.ts';
import type { Listener } from '../model/event.ts';
import { Failure, messageOf } from '../model/failure.ts';
import { decode } from '../model/files/decode.ts';
import { findFileMistake } from '../model/files/file-mistake.ts';
import type { Plan } from '../model/plan.ts';
import type { Facts } from '../model/views/facts.ts';
import { type OperatorBasis, recordWithoutLedger, rulesOf } from '../reconcile/comparison/basis.ts';
import { compare } from '../reconcile/comparison/compare.ts';
import type { SentRecord } from '../reconcile/comparison/sent-record.ts';
import { SETTINGS_ERRORS } from '../settings/errors.ts';
import type { Settings } from '../settings/settings.ts';
import { openCheckout } from '../source/checkout/checkout.ts';
import { findRepository } from '../source/checkout/repository.ts';
import { isTracked } from '../source/checkout/tracked.ts';
import type { SourceSettings } from '../source/settings.ts';
import { COMPOSE_ERRORS } from './errors.ts';

/** What to compare, and what may be known besides. Paths are seen from `folder`. */
interface CompareOptions {
  /** In or under a checkout of the content repository. */
  readonly folder: string;
  /** What the merge goes to; anything that names a commit. */
  readonly base: string;
  /** What is to be merged; undefined: what is checked out. */
  readonly head?: string | undefined;
  /** Compare what lies in the work tree, committed or not, instead of the head. */
  readonly worktree?: boolean | undefined;
  /** The folder of the repository that declares; undefined: the source's own, or all of it. */
  readonly path?: string | undefined;
  /** The site of documents that name none; undefined: the only one that the config or the facts have. */
  readonly site?: SiteCode | undefined;
  /** The operator's config. None is looked for: one that a merge brings must not be read. */
  readonly config?: string | undefined;
  /** A file that `dpsync export` wrote, in the place of the ledger and the sites. */
  readonly facts?: string | undefined;
  readonly environment: Environment;
  readonly listen: Listener;
}

/** Longest that one git process may take, in milliseconds. */
const GIT_TIMEOUT = 600_000;

/**
 * Plans what a merge would change: calls nothing, records nothing, and runs nothing of the repository. What is known is
 * said in the plan's `comparison`. Throws a Failure where git, the facts, the ledger or every site that is asked fails.
 */
export async function compareRevisions(options: CompareOptions): Promise<Plan> {
  const { folder, base, head = 'HEAD', worktree = false, environment } = options;
  const facts = options.facts === undefined ? null : await readFactsFile(options.facts, options);
  const operator = options.config === undefined ? null : await readOperator(options.config, options);
  const path = options.path ?? operator?.source.path;
  const checkout = await openCheckout({
    folder,
    base,
    head,
    worktree,
    path,
    environment,
    gitTimeout: GIT_TIMEOUT,
  });
  const source = operator?.source.name ?? checkout.name;
  const reader = openReader();
  const { record, close } = await openRecord(facts, operator, options);
  try {
    const by = { source, rules: rulesOf({ facts, operator }, options.site), reader, expand };
    return await compare({ checkout, by, record });
  } finally {
    await Promise.all([reader.close(), close()]);
  }
}

/** What the operator says of the source whose checkout this is. */
interface Operator extends OperatorBasis {
  readonly settings: Settings;
  readonly source: SourceSettings;
}

async function readOperator(named: string, { folder, environment }: CompareOptions): Promise<Operator> {
  const file = resolve(folder, named);
  const { top } = await findRepository({ folder, outer: environment, limit: GIT_TIMEOUT });
  if (top !== null && (await isInside(file, top))) {
    const what = `${file} stands in the checkout that is compared, where a merge could bring it`;
    throw new Failure(SETTINGS_ERRORS.inSource, `${what}; keep the config outside of the content`);
  }
  const { readSettings } = await import('../settings/settings.ts');
  const { openReasonRule } = await import('../settings/reason-rule.ts');
  const { rulesFor } = await import('./parts.ts');
  const settings = readSettings({ file, folder, environment });
  const source = await chooseSource(settings, folder);
  const { guards, retry, waves } = settings;
  const planning = { now: Date.now(), guards, retry, waves, reason: await openReasonRule(source) };
  return { settings, source, rules: rulesFor(source.name, settings), planning };
}

/** Whether a file lies in a folder, or a link there leads to it. */
async function isInside(file: string, folder: string): Promise<boolean> {
  const [parent, real] = await Promise.all(
    // What is not there is told by who reads it.
    [dirname(file), file].map((place) => realpath(place).catch(() => place)),
  );
  return [join(parent ?? '', basename(file)), real ?? file].some((place) => {
    const way = relative(folder, place);
    return way !== '..' && !/^\.\.[/\\]/.test(way) && !isAbsolute(way);
  });
}

async function chooseSource({ file, sources }: Settings, folder: string): Promise<SourceSettings> {
  const { findOwnSource } = await import('../settings/content-repository.ts');
  const [only, ...others] = sources;
  const source = others.length === 0 ? only : findOwnSource(folder, sources);
  if (source) return source;
  const what = `none of the sources in ${file} has the url of a remote of this checkout`;
  throw new Failure(
    COMPOSE_ERRORS.checkoutOfNoSource,
    `${what}; add the source's url as a remote, or name another config`,
  );
}

interface OpenedRecord {
  readonly record: SentRecord;
  readonly close: () => Promise<void>;
}

async function openRecord(
  facts: Facts | null,
  operator: Operator | null,
  options: CompareOptions,
): Promise<OpenedRecord> {
  if (operator && !facts) return openLedgerRecord(operator, options);
  return { record: recordWithoutLedger({ facts, operator }, Date.now()), close: async () => {} };
}

async function openLedgerRecord(
  { settings, source }: Operator,
  { environment, listen }: CompareOptions,
): Promise<OpenedRecord> {
  const { closeWorkingParts, openSettingsLedger, openWorkingParts } = await import('./parts.ts');
  const { recordOfLedger } = await import('../reconcile/comparison/record-of-ledger.ts');
  const how = { environment, listen, mode: 'read' } as const;
  const ledger = await openSettingsLedger(settings, how);
  const parts = await openWorkingParts(settings, ledger, how);
  const close = async () => {
    await closeWorkingParts(parts);
    await ledger.close();
  };
  return { record: recordOfLedger(source.name, parts), close };
}

/** Bytes. An estate of two hundred thousand attempts stays below. */
const LARGEST_FACTS = 64 * 1024 * 1024;

async function readFactsFile(named: string, { folder, environment }: CompareOptions): Promise<Facts> {
  const file = resolve(folder, named);
  const repository = await findRepository({ folder, outer: environment, limit: GIT_TIMEOUT });
  if (repository.top !== null && (await isInside(file, repository.top))) {
    // An artifact may lie in the job's checkout; what git keeps there, a merge may have brought.
    const path = relative(repository.top, file).replaceAll('\\', '/');
    if (path !== '' && (await isTracked(repository, path))) {
      const what = `the facts ${file} are part of the checkout that is compared, where a merge could bring them`;
      throw new Failure(COMPOSE_ERRORS.factsInContent, `${what}; name the file that dpsync export wrote`);
    }
  }
  const { readFacts } = await import('../report/json/read-facts.ts');
  const bytes = await readBytes(file);
  const mistake = findFileMistake('facts', bytes, file);
  if (mistake !== undefined) throw new Failure(COMPOSE_ERRORS.factsMistaken, `the facts ${file} ${mistake}`);
  const read = readFacts(decode(bytes).text);
  if ('facts' in read) return read.facts;
  const list = read.mistakes.map((mistake) => `${file}: ${mistake}`).join('\n');
  throw new Failure(COMPOSE_ERRORS.factsMistaken, `${list}\nWrite it anew with dpsync export --write`);
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    const what = await stat(file);
    if (!what.isFile()) throw new Error('it is not a regular file');
    if (what.size > LARGEST_FACTS) throw new Error('it is larger than 64 MiB');
    return await readFile(file);
  } catch (error) {
    const remedy = 'write one with dpsync export, or leave --facts out';
    throw new Failure(
      COMPOSE_ERRORS.factsUnreadable,
      `the facts ${file} cannot be read (${messageOf(error)}); ${remedy}`,
      error,
    );
  }
}
