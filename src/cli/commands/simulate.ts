import { once } from 'node:events';
import { startSimulator } from '../../compose/trial.ts';
import { countArgument, durationArgument, shareArgument } from '../arguments.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';

interface SimulateFlags {
  readonly port?: number;
  readonly groups?: number;
  readonly packages?: number;
  readonly members?: number;
  readonly brokenPoints?: number;
  readonly latency?: number;
  readonly distribute?: number;
  readonly failRate?: number;
  readonly dropBefore?: number;
  readonly dropAfter?: number;
  readonly hang?: number;
  readonly seed?: number;
  readonly log?: string;
}

export const define: Define = (command, act) => {
  command
    .option('--port <n>', 'the port on 127.0.0.1 (default: a free one)', countArgument)
    .option('--groups <n>', 'distribution point groups', countArgument)
    .option('--packages <n>', 'packages', countArgument)
    .option('--members <n>', 'distribution points in each group', countArgument)
    .option('--broken-points <n>', 'distribution points whose content never arrives', countArgument)
    .option('--latency <duration>', 'added to every request', durationArgument)
    .option(
      '--distribute <duration>',
      'what a distribution point needs for one redistribution',
      durationArgument,
    )
    .option('--fail-rate <share>', 'calls that are refused, from 0 to 1', shareArgument)
    .option('--drop-before <share>', 'calls whose connection breaks before they are taken', shareArgument)
    .option('--drop-after <share>', 'calls whose connection breaks after they were taken', shareArgument)
    .option('--hang <share>', 'calls that are taken and never answered', shareArgument)
    .option('--seed <n>', 'the same seed gives the same faults', countArgument)
    .option('--log <file>', 'write a line for every call that was taken, before it is answered')
    .addHelpText(
      'after',
      `
A site to try dpsync on: an AdminService with groups, packages, slow
distribution and faults on demand. Ctrl-C ends it.

Example:
  dpsync simulate --port 8443 --latency 20ms --drop-after 0.1`,
    )
    .action((flags: SimulateFlags) => act((context) => simulate(flags, context)));
};

async function simulate(flags: SimulateFlags, { terminal, takeInterrupts }: Context): Promise<ExitCode> {
  const signal = takeInterrupts();
  const simulator = await startSimulator(flags);
  await terminal.out(`A simulated site is served at ${simulator.url}. Config to use it:

sites:
  - code: P01
    provider:
      type: adminservice
      url: ${simulator.url}
      auth: {type: none}
`);
  if (!signal.aborted) await once(signal, 'abort');
  await simulator.close();
  return EXIT.done;
}
