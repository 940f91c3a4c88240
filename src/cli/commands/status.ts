import { type Entry, entryKey } from '../../model/entry.ts';
import { Failure } from '../../model/failure.ts';
import type { EntryStatus } from '../../model/status.ts';
import { statusDocument } from '../../report/json/status.ts';
import { writeJson } from '../../report/json/write.ts';
import { statusText } from '../../report/text/status.ts';
import { entryArgument } from '../arguments.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { textFor } from '../text-for.ts';
import { withWorks } from '../with-works.ts';

export const define: Define = (command, act) => {
  command
    .argument('[entry]', 'SITE/PACKAGE/GROUP', entryArgument)
    .option('--all', 'show entries that are Synced as well')
    .addHelpText(
      'after',
      `
The ledger's view: asks neither git nor a site, and works while another dpsync is applying.

Example:
  dpsync status "P01/P0100012/Branch Offices EU"`,
    )
    .action((entry: Entry | undefined, flags: { readonly all?: true }) =>
      act((context) => status(entry, flags.all === true, context)),
    );
};

async function status(entry: Entry | undefined, all: boolean, context: Context): Promise<ExitCode> {
  const { terminal, options } = context;
  const key = entry && entryKey(entry);
  const known = await withWorks(context, 'read', (works) => works.status(key ? [key] : all ? 'all' : []));
  const wanted = key ? known.filter((found) => found.key === key && isKnown(found)) : known;
  if (entry && wanted.length === 0) {
    const name = `${entry.site}/${entry.package}/${entry.group}`;
    throw new Failure(
      'DPS5106',
      `the ledger knows no entry ${name}; dpsync status --all lists those it knows`,
      'stop',
    );
  }
  if (options.output === 'table')
    await terminal.out(statusText(wanted, textFor(context, all || key !== undefined)));
  else await writeJson(statusDocument(wanted, all || key !== undefined), (text) => terminal.out(text));
  return EXIT.done;
}

function isKnown({ revision, appliedAt, held, sync }: EntryStatus): boolean {
  return revision !== null || appliedAt !== null || held !== null || sync !== 'Synced';
}
