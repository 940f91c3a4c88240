// Every code that people can meet has its page here, whatever module it comes from: `explain` knows no other.
import { COMPOSE_ERRORS } from '../compose/errors.ts';
import { DAEMON_ERRORS } from '../daemon/errors.ts';
import { READER_ERRORS } from '../declare/errors.ts';
import { PROBLEM_CODES } from '../declare/problem-codes.ts';
import { LEDGER_ERRORS } from '../ledger/errors.ts';
import type { FaultPage } from '../model/error-page.ts';
import { PREFLIGHT_ERRORS, WARNINGS } from '../plan/errors.ts';
import { PASS_ERRORS, RECONCILE_ERRORS } from '../reconcile/errors.ts';
import type { Explanation } from '../report/explanation.ts';
import { HOST_ERRORS } from '../review/errors.ts';
import { SETTINGS_ERRORS } from '../settings/errors.ts';
import { SIMULATOR_ERRORS } from '../simulator/errors.ts';
import { SITE_ERRORS } from '../site/errors.ts';
import { SOURCE_ERRORS } from '../source/errors.ts';
import { WEB_ERRORS } from '../web/errors.ts';
import { COMMAND_ERRORS } from './errors.ts';

/** A row of any of the tables. */
type Page = FaultPage & Partial<Pick<Explanation, 'example' | 'verdict'>>;

const TABLES: readonly Readonly<Record<string, Page>>[] = [
  PROBLEM_CODES,
  READER_ERRORS,
  SITE_ERRORS,
  PASS_ERRORS,
  PREFLIGHT_ERRORS,
  WARNINGS,
  LEDGER_ERRORS,
  SIMULATOR_ERRORS,
  SOURCE_ERRORS,
  HOST_ERRORS,
  SETTINGS_ERRORS,
  COMPOSE_ERRORS,
  RECONCILE_ERRORS,
  COMMAND_ERRORS,
  DAEMON_ERRORS,
  WEB_ERRORS,
];

/** The pages of all codes, in their order. */
export const PAGES: readonly Explanation[] = TABLES.flatMap((table) => Object.values(table))
  .map(explanationOf)
  .toSorted((a, b) => (a.code < b.code ? -1 : 1));

function explanationOf({ code, title, meaning, remedy, example = null, verdict = null }: Page): Explanation {
  return { code, title, meaning, example, fix: remedy, verdict };
}
