import { PROBLEM_CODES } from '../../declare/problem-codes.ts';
import { Failure } from '../../model/failure.ts';
import { PREFLIGHT_ERRORS } from '../../plan/errors.ts';
import { explanationDocument } from '../../report/json/explanation.ts';
import { writeJson } from '../../report/json/write.ts';
import { explainText } from '../../report/text/explain.ts';
import type { Context, Define } from '../command.ts';
import { drawText } from '../draw-text.ts';
import { COMMAND_ERRORS } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { PAGES } from '../pages.ts';

export const define: Define = (command, act) => {
  command
    .argument(
      '<code>',
      `a code such as ${PROBLEM_CODES.badPackageId.code} or ${PREFLIGHT_ERRORS.noGroup.code}`,
    )
    .addHelpText(
      'after',
      `
What a code means, with an example and what to do.

Example:
  dpsync explain ${PROBLEM_CODES.badPackageId.code}`,
    )
    .action((code: string) => act((context) => explain(code, context)));
};

async function explain(given: string, context: Context): Promise<ExitCode> {
  const { terminal, options } = context;
  const code = given.toUpperCase();
  const page = PAGES.find((candidate) => candidate.code === code);
  if (!page) throw new Failure(COMMAND_ERRORS.noPage, `there is no page for ${given}; ${hint(code)}`);
  if (options.output === 'table')
    await terminal.out(await drawText(context, (text) => explainText(page, text)));
  else await writeJson(explanationDocument(page), (text) => terminal.out(text));
  return EXIT.done;
}

/** The codes like this one, or what a code looks like. */
function hint(code: string): string {
  const near = PAGES.map((page) => page.code).filter((other) => other.slice(0, 5) === code.slice(0, 5));
  return near.length > 0
    ? `there are ${near.join(', ')}`
    : `a code is DPS and four digits, such as ${PREFLIGHT_ERRORS.noGroup.code}`;
}
