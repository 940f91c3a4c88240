import { open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import { Failure, messageOf } from '../../model/failure.ts';
import type { Facts } from '../../model/views/facts.ts';
import { factsParts } from '../../report/json/facts.ts';
import { writeJson } from '../../report/json/write.ts';
import { count } from '../../report/text/layout/count.ts';
import type { Context, Define } from '../command.ts';
import { COMMAND_ERRORS } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { withCommands } from '../with-commands.ts';

export const define: Define = (command, act) => {
  command
    .option('--write <file>', 'write them into this file, in one step; left out: to standard output')
    .addHelpText(
      'after',
      `
Writes what was sent, and what the sites show of it and of what is declared now:
names and sizes of packages, groups with their members, assignments. With it
dpsync plan --base tells in a pipeline what a merge would call, without the
ledger and the sites. It holds no secret, no people and no commits.

Example:
  dpsync export --write /srv/dpsync/facts.json`,
    )
    .action((flags: { readonly write?: string }) => act((context) => exportFacts(flags.write, context)));
};

async function exportFacts(given: string | undefined, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  const facts = await withCommands(context, 'read', (commands) => commands.exportFacts());
  if (given === undefined) {
    await writeJson(factsParts(facts), (text) => terminal.out(text));
    return EXIT.done;
  }
  const file = resolve(terminal.folder, given);
  await writeInOneStep(file, facts);
  const amounts = `${count(facts.sites.length, 'site')}, ${count(facts.sent.length, 'attempt')}`;
  await terminal.out(`The facts are written to ${file}: ${amounts}.\n`);
  return EXIT.done;
}

/** Whoever reads the file meanwhile reads the one before. */
async function writeInOneStep(file: string, facts: Facts): Promise<void> {
  const draft = `${file}.${process.pid}.new`;
  try {
    const opened = await open(draft, 'wx');
    await writeJson(factsParts(facts), (text) => opened.appendFile(text)).finally(() => opened.close());
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    const what = `${file} cannot be written: ${messageOf(error)}`;
    throw new Failure(COMMAND_ERRORS.fileUnwritable, `${what}; check the folder and its permissions`, error);
  }
}
