import { Failure } from '../model/failure.ts';
import { LEDGER_ERRORS } from './errors.ts';

/** The value of a JSON column. Throws a Failure where the text is damaged. */
export function readJson<Value>(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch (error) {
    const message =
      'A record of the ledger is damaged: restore the ledger from its last backup, which puts every source on its first run.';
    throw new Failure(LEDGER_ERRORS.damaged, message, error);
  }
}
