import { validatePaths, validateSources } from '../../compose/validation.ts';
import type { SiteCode } from '../../model/entry.ts';
import type { Validation } from '../../model/views/validation.ts';
import { validationDocument } from '../../report/json/validation.ts';
import { writeJson } from '../../report/json/write.ts';
import { SMALLEST_LIMIT } from '../../report/markdown/limit.ts';
import { validationMarkdown } from '../../report/markdown/validation.ts';
import { validationText } from '../../report/text/validation.ts';
import { siteArgument } from '../arguments.ts';
import type { Context, Define } from '../command.ts';
import { drawText } from '../draw-text.ts';
import { type ExitCode, exitOfValidation } from '../exit-code.ts';
import { settingsFor } from '../settings-for.ts';

export const define: Define = (command, act) => {
  command
    .argument('[paths...]', 'folders or files; left out: the configured sources')
    .option('--site <code>', 'the site of declarations that name none', siteArgument)
    .addHelpText(
      'after',
      `
Needs no site and no ledger; with a path it reads no config either.

Exit codes: 0 done, 1 error, 6 problems or conflicts.

Example:
  dpsync validate sites/ --site P01`,
    )
    .action((paths: readonly string[], flags: { readonly site?: SiteCode }) =>
      act((context) => validate(paths, flags.site ?? null, context)),
    );
};

async function validate(
  paths: readonly string[],
  site: SiteCode | null,
  context: Context,
): Promise<ExitCode> {
  const found =
    paths.length > 0
      ? await validatePaths(paths, site)
      : await validateSources(await settingsFor(context), context.terminal.environment);
  await tell(found, context);
  return exitOfValidation(found);
}

async function tell(found: Validation, context: Context): Promise<void> {
  const { terminal, options } = context;
  switch (options.output) {
    case 'json':
      return writeJson(validationDocument(found), (text) => terminal.out(text));
    case 'markdown':
      return terminal.out(validationMarkdown(found, SMALLEST_LIMIT));
    case 'table':
      return terminal.out(await drawText(context, (text) => validationText(found, text)));
  }
}
