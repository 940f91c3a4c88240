import { resolve } from 'node:path';
import type { Context, Define } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { withCommands } from '../with-commands.ts';

export const define: Define = (command, act) => {
  command
    .argument('<file>', 'a file that is not there yet')
    .addHelpText(
      'after',
      `
Writes a consistent copy of the ledger, also while another dpsync is writing.
Where a copy is put back, every source is on its first run again: what was sent
after the copy is not in it.

Example:
  dpsync backup /srv/backup/dpsync-2026-11-23.db`,
    )
    .action((file: string) => act((context) => backup(file, context)));
};

async function backup(given: string, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  const file = resolve(terminal.folder, given);
  await withCommands(context, 'read', (commands) => commands.backup(file));
  await terminal.out(`The ledger is copied to ${file}.\n`);
  return EXIT.done;
}
