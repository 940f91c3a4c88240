// What a site says ends up in messages, logs and the ledger; were it to send our token back, that must not.
import { hiderOf } from '../../model/secrets/hide.ts';
import { parseJson } from './json.ts';

/** A shorter text could be a part of any answer by chance, and what was answered must stay what it is. */
const SHORTEST_IN_DATA = 16;

/** Takes a token out of an answer: a short one only out of what is no data, and will be quoted. */
export function hideToken(token: string | undefined, answer: HideFrom): string {
  const { status, text } = answer;
  if (token === undefined) return text;
  const isShort = token.length < SHORTEST_IN_DATA;
  const isData = isShort && status >= 200 && status < 300 && parseJson(text) !== undefined;
  return isData ? text : hiderOf([token])(text);
}

interface HideFrom {
  readonly status: number;
  readonly text: string;
}
