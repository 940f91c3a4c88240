import { dirname, resolve } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import {
  type DaemonInForce,
  lockLedger,
  type ProcessParts,
  reloadLoop,
  startInstance,
  startWatchdog,
} from '../../compose/daemon.ts';
import type { Listener } from '../../model/event.ts';
import { Failure } from '../../model/failure.ts';
import { readSettings, type Settings } from '../../settings/settings.ts';
import { watchConfig } from '../../settings/watch-config.ts';
import type { Context, Define } from '../command.ts';
import { lastWordsOf, openDaemonLog } from '../daemon-log.ts';
import { openDaemonMetrics } from '../daemon-metrics.ts';
import { COMMAND_ERRORS } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';

/** Milliseconds in which nothing at all is done, after which the process is ended. */
const LONGEST_HANG = 120_000;

interface RunFlags {
  readonly listen?: string;
}

export const define: Define = (command, act) => {
  command
    .option('--listen <host:port>', 'serve webhooks, probes and metrics here (default: web.listen)')
    .addHelpText(
      'after',
      `
The daemon: looks at every source at its interval and when it changes, calls
what is due and free, and follows what it called. SIGTERM, SIGINT (Ctrl-C) and
Ctrl-Break end it: nothing new starts, and calls in flight get 30 seconds; after
that their outcome is unknown. A second one ends it at once. SIGHUP has every
source looked at now. A config that changes is taken over between passes.

Logs go to stderr: people's text on a terminal, else one JSON line an event.

Exit codes: 0 it was ended, 1 error.

Example:
  dpsync run --listen 127.0.0.1:8470`,
    )
    .action((flags: RunFlags) => act((context) => run(flags, context)));
};

async function run({ listen }: RunFlags, context: Context): Promise<ExitCode> {
  const { terminal, options } = context;
  const { environment, folder } = terminal;
  const settings = readSettings({ file: options.config, folder, environment });
  const now: DaemonInForce = { config: settings, instance: undefined };
  const log = openDaemonLog(context, () => now.config);
  const metrics = openDaemonMetrics(now);
  const tell: Listener = (event) => {
    log(event);
    metrics.listen(event);
  };
  const shared = {
    environment,
    tell,
    readMetrics: metrics.read,
    listen,
    interrupt: context.takeInterrupts(),
  };
  const release = onHangUp(() => now.instance?.daemon.wake(null, 'signal'));
  const watchdog = startWatchdog({
    limit: LONGEST_HANG,
    lastWords: lastWordsOf(context, LONGEST_HANG),
    onFault: (message) => tell({ type: 'warned', message }),
  });
  try {
    return await lockAndRun(now, shared);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tell({ type: 'failed', code: error.code, message: error.message });
    return EXIT.error;
  } finally {
    release();
    await watchdog.close();
  }
}

async function lockAndRun(now: DaemonInForce, shared: Omit<ProcessParts, 'locked'>): Promise<ExitCode> {
  const { environment, tell } = shared;
  const { file, sources, sites } = now.config;
  const locked = await lockLedger(now.config, { environment, mode: 'write', listen: tell });
  try {
    tell({
      ...{ type: 'started', version: packageJson.version, config: file },
      ...{ sources: sources.length, sites: sites.length },
    });
    await reloadLoop(now, {
      start: (settings) => startInstance(settings, { ...shared, locked }),
      read: (present) => readAgain(present, environment),
      watch: watchConfig,
      tell,
    });
    tell({ type: 'stopped' });
    return EXIT.done;
  } finally {
    await locked.close();
  }
}

/** The config as it is now. Throws a Failure where it has mistakes, or cannot be taken over by a process that runs. */
function readAgain({ file, ledger }: Settings, environment: ProcessParts['environment']): Settings {
  const settings = readSettings({ file, folder: dirname(file), environment });
  if (resolve(settings.ledger.path) === resolve(ledger.path)) return settings;
  throw new Failure(COMMAND_ERRORS.ledgerChanged, 'another ledger is taken over by a restart only');
}

/** SIGHUP, where there is such a thing. Gives what ends it. */
function onHangUp(act: () => void): () => void {
  process.on('SIGHUP', act);
  return () => process.off('SIGHUP', act);
}
