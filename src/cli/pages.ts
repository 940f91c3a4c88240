// Every code that people can meet has its page here, whatever room it comes from: `explain` knows no other.
import { PROBLEM_CODES } from '../declare/problem-codes.ts';
import { READER_ERRORS } from '../declare/reader-errors.ts';
import { ERROR_CODES } from '../model/error-codes.ts';
import type { FaultPage } from '../model/error-page.ts';
import { GIT_ERRORS } from '../model/git-errors.ts';
import { HOST_ERRORS } from '../model/host-errors.ts';
import { WEB_ERRORS } from '../model/web-errors.ts';
import type { Explanation } from '../report/explanation.ts';
import { COMMAND_ERRORS } from './command-errors.ts';

/** The pages of all codes, in their order. */
export const PAGES: readonly Explanation[] = [
  ...Object.values(PROBLEM_CODES).map((problem) => ({ ...problem, verdict: null })),
  ...ERROR_CODES.map((page) => ({ ...explanationOf(page), verdict: page.verdict })),
  ...[...READER_ERRORS, ...GIT_ERRORS, ...Object.values(HOST_ERRORS), ...WEB_ERRORS].map(explanationOf),
  ...COMMAND_ERRORS,
].toSorted((a, b) => (a.code < b.code ? -1 : 1));

function explanationOf({ code, title, meaning, remedy }: FaultPage): Explanation {
  return { code, title, meaning, example: null, fix: remedy, verdict: null };
}
