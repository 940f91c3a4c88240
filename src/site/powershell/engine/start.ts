// An engine is only of use once it proved what it is: whatever keeps it from that is told with its remedy, and nothing was sent.
import { z } from 'zod';
import type { Environment } from '../../../model/config/environment.ts';
import { messageOf } from '../../../model/failure.ts';
import { SITE_ERRORS, type SiteErrorName } from '../../errors.ts';
import { siteFailure } from '../../site-error.ts';
import { type EngineExchange, exchange } from '../exchange.ts';
import { faultDetail, openingName } from '../fault.ts';
import { Engine, type Limits, type Said } from './engine.ts';
import { loadingCommand, TELL_VERSION } from './script.ts';

/** What an engine is started with. */
export interface StartOptions {
  readonly executable: string;
  readonly environment: Environment;
  /** The site's code and where it is, for messages. */
  readonly name: string;
  readonly signal?: AbortSignal | undefined;
}

/** An engine that has loaded the script and the CIM cmdlets. */
export interface Started {
  readonly engine: Engine;
  /** The name of this machine, as it is on the network. */
  readonly machine: string;
}

/** Longest that an engine may take to get ready, in milliseconds: one that is scanned for viruses takes its time. */
const STARTS_WITHIN = 60_000;
const LONGEST_GREETING = 16 * 1024;

const helloForm = z.object({ process: z.int().positive(), machine: z.string() });

/** Starts an engine. Throws a Failure (`wait`) where it cannot be used, and the signal's own reason once that is aborted. */
export async function startEngine(options: StartOptions): Promise<Started> {
  const limits: Limits = {
    milliseconds: STARTS_WITHIN,
    longest: LONGEST_GREETING,
    signal: options.signal,
  };
  const engine = launch(options);
  try {
    checkVersion(heard(await engine.run(TELL_VERSION, limits), options), options);
    heard(await engine.run(loadingCommand(), limits), options);
    const greeting = await exchange(engine, { action: 'hello' }, limits);
    options.signal?.throwIfAborted();
    if (greeting.kind === 'failed') {
      throw failure(options, openingName(greeting.fault), faultDetail(greeting.fault));
    }
    const hello = helloForm.safeParse(greeting.kind === 'answered' ? greeting.result : undefined);
    if (!hello.success) throw failure(options, 'engineSilent', detailOf(greeting));
    engine.process = hello.data.process;
    return { engine, machine: hello.data.machine };
  } catch (error) {
    await engine.end();
    throw error;
  }
}

function detailOf(greeting: EngineExchange): string {
  if (greeting.kind !== 'lost') return 'it did not say what it is';
  return greeting.detail === '' ? SITE_ERRORS[greeting.name].title : greeting.detail;
}

function launch(options: StartOptions): Engine {
  try {
    return Engine.start(options.executable, options.environment);
  } catch (error) {
    throw failure(options, 'engineMissing', messageOf(error), error);
  }
}

/** What an engine said. Throws where it did not come to that. */
function heard(said: Said, options: StartOptions): string {
  options.signal?.throwIfAborted();
  switch (said.kind) {
    case 'said':
      return said.text;
    case 'ended':
      throw failure(options, 'engineMissing', `${options.executable}: ${said.text}`);
    case 'noise':
      throw failure(options, isConstrained(said.text) ? 'constrainedLanguage' : 'engineSilent', said.text);
    default:
      throw failure(options, 'engineSilent', `${options.executable}: ${said.kind}`);
  }
}

/** Constrained language refuses to write the library's first frame; 7 says so in English, 5.1 at least by the error's id. */
function isConstrained(text: string): boolean {
  return /InConstrainedLanguage|only on core types in this language mode/.test(text);
}

function checkVersion(text: string, options: StartOptions): void {
  const [, major, minor] = /^(\d{1,3})\.(\d{1,5})(?:[.-]|$)/.exec(text) ?? [];
  if (major === undefined) throw failure(options, 'engineSilent', text);
  const isNew = Number(major) > 5 || (Number(major) === 5 && Number(minor) >= 1);
  if (!isNew) throw failure(options, 'engineTooOld', `version ${text}`);
}

function failure({ name }: StartOptions, error: SiteErrorName, detail: string, cause?: unknown): Error {
  return siteFailure(error, { where: name, detail, consequence: 'wait', cause });
}
