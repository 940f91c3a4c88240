import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Environment } from '../model/config/environment.ts';
import { Failure, messageOf } from '../model/failure.ts';
import { decode } from '../model/files/decode.ts';
import { findFileMistake } from '../model/files/file-mistake.ts';
import { SETTINGS_ERRORS } from './errors.ts';

/** Where to look for the config, and what `${env:NAME}` reads. */
export interface SettingsOptions {
  /** `--config`; undefined: `$DPSYNC_CONFIG`, else `dpsync.yaml` in `folder`. */
  readonly file: string | undefined;
  readonly folder: string;
  readonly environment: Environment;
}

/** A config as it is written. */
export interface ConfigFile {
  /** Its absolute path. */
  readonly file: string;
  readonly text: string;
  /** False: it was looked for, and may be one that somebody put there. */
  readonly isNamed: boolean;
}

const STANDARD_NAME = 'dpsync.yaml';
const LARGEST = 1024 * 1024;

/** Reads the config's text. Throws a Failure where there is none. */
export function readConfigFile({ file: given, folder, environment }: SettingsOptions): ConfigFile {
  const named = given ?? environment.DPSYNC_CONFIG;
  const file = resolve(folder, named ?? STANDARD_NAME);
  return { file, text: readText(file), isNamed: named !== undefined };
}

function readText(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > LARGEST)
      throw new Failure(SETTINGS_ERRORS.unreadable, `${file} is larger than 1 MiB; it is no config`);
    const bytes = readFileSync(file);
    const mistake = findFileMistake('config', bytes, file);
    if (mistake !== undefined) throw new Failure(SETTINGS_ERRORS.unreadable, `the config ${file} ${mistake}`);
    return decode(bytes).text;
  } catch (error) {
    if (error instanceof Failure) throw error;
    const hint = 'name it with --config FILE or $DPSYNC_CONFIG, or begin with dpsync demo';
    throw new Failure(
      SETTINGS_ERRORS.unreadable,
      `the config ${file} cannot be read (${messageOf(error)}); ${hint}`,
      error,
    );
  }
}
