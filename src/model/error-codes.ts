// Whoever meets a code in a log looks here for what it means and what to do; without this they ask a colleague.
import { PASS_ERRORS, PREFLIGHT_ERRORS, SIMULATOR_ERRORS, WARNINGS } from './entry-errors.ts';
import type { ErrorPage } from './error-page.ts';
import { LEDGER_ERRORS } from './ledger-errors.ts';
import { SITE_ERRORS } from './site-errors.ts';

/** Every code that speaks of calls: of sites, entries and the ledger (DPS2xxx), in their order. */
export const ERROR_CODES: readonly ErrorPage[] = [
  ...Object.values(SITE_ERRORS),
  ...PASS_ERRORS,
  ...PREFLIGHT_ERRORS,
  ...WARNINGS,
  ...LEDGER_ERRORS,
  ...SIMULATOR_ERRORS,
].toSorted((a, b) => (a.code < b.code ? -1 : 1));

/** The page of a code, in any case; undefined where there is none. */
export function findErrorPage(code: string): ErrorPage | undefined {
  return ERROR_CODES.find((page) => page.code === code.toUpperCase());
}
