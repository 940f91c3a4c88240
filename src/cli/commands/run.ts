import packageJson from '../../../package.json' with { type: 'json' };
import { holdLedger, startWatchdog } from '../../compose-daemon.ts';
import type { Listener } from '../../model/event.ts';
import { openMetrics } from '../../report/metrics/metrics.ts';
import type { Context, Define } from '../command.ts';
import type { Lasting } from '../daemon-life.ts';
import { type InForce, liveOn } from '../daemon-lives.ts';
import { openDaemonLog } from '../daemon-log.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { settingsFor } from '../settings-for.ts';

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
  const { environment } = context.terminal;
  const now: InForce = { settings: settingsFor(context), life: undefined };
  const log = openDaemonLog(context, () => now.settings);
  const metrics = openMetrics({
    version: packageJson.version,
    names: () => ({
      sources: now.settings.sources.map(({ name }) => name),
      sites: now.settings.sites.map(({ code }) => code),
    }),
    readStanding: async () => {
      if (now.life) return now.life.daemon.readStanding();
      throw new Error('between two lives there is nothing to count');
    },
    clock: Date.now,
  });
  const tell: Listener = (event) => {
    log(event);
    metrics.listen(event);
  };
  const interrupt = context.takeInterrupts();
  const held = await holdLedger(now.settings, { environment, mode: 'write', listen: tell });
  const watchdog = startWatchdog({ onFault: (message) => tell({ type: 'warned', message }) });
  const { file, sources, sites } = now.settings;
  tell({
    ...{ type: 'started', version: packageJson.version, config: file },
    ...{ sources: sources.length, sites: sites.length },
  });
  const lasting: Lasting = { held, environment, tell, readMetrics: metrics.read, listen, interrupt };
  const release = onHangUp(() => now.life?.daemon.wake(null, 'signal'));
  try {
    const ended = await liveOn(now, lasting);
    tell({ type: 'stopped' });
    return ended === 'stuck' ? EXIT.error : EXIT.done;
  } finally {
    release();
    await watchdog.close();
    await held.close();
  }
}

/** SIGHUP, where there is such a thing. Gives what ends it. */
function onHangUp(act: () => void): () => void {
  process.on('SIGHUP', act);
  return () => process.off('SIGHUP', act);
}
