import { doctor as inspectAll } from '../../compose/doctor.ts';
import { doctorDocument } from '../../report/json/doctor.ts';
import { writeJson } from '../../report/json/write.ts';
import { doctorText } from '../../report/text/doctor.ts';
import type { Context, Define } from '../command.ts';
import { drawText } from '../draw-text.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { settingsFor } from '../settings-for.ts';

export const define: Define = (command, act) => {
  command
    .addHelpText(
      'after',
      `
Looks at this machine, the config, the ledger, each source and each site, and
says what to do where something is not well.

Exit codes: 0 nothing failed, 1 something failed.

Example:
  dpsync doctor`,
    )
    .action(() => act(doctor));
};

async function doctor(context: Context): Promise<ExitCode> {
  const { terminal, options } = context;
  const findings = await inspectAll(await settingsFor(context), terminal.environment);
  if (options.output === 'table')
    await terminal.out(await drawText(context, (text) => doctorText(findings, text)));
  else await writeJson(doctorDocument(findings), (text) => terminal.out(text));
  return findings.some(({ kind }) => kind === 'failure') ? EXIT.error : EXIT.done;
}
