import { resolve } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { holdLedger, startWatchdog } from '../../compose-daemon.ts';
import type { Listener } from '../../model/event.ts';
import { Failure, messageOf } from '../../model/failure.ts';
import { openMetrics } from '../../report/metrics/metrics.ts';
import { readSettings, type Settings } from '../../settings/settings.ts';
import { watchConfig } from '../../settings/watch-config.ts';
import type { Context, Define } from '../command.ts';
import { beginLife, type Ended, type Lasting, type Life } from '../daemon-life.ts';
import { openDaemonLog } from '../daemon-log.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { settingsFor } from '../settings-for.ts';

interface RunFlags {
  readonly listen?: string;
}

/** What is in force at the moment. */
interface Now {
  settings: Settings;
  life: Life | undefined;
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
  const now: Now = { settings: settingsFor(context), life: undefined };
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
  try {
    const ended = await liveOn(now, lasting, context);
    tell({ type: 'stopped' });
    return ended === 'stuck' ? EXIT.error : EXIT.done;
  } finally {
    await watchdog.close();
    await held.close();
  }
}

/** Life after life, until something other than a new config ends one. */
async function liveOn(now: Now, lasting: Lasting, context: Context): Promise<Ended> {
  let next: Settings | undefined;
  const lookAgain = () => {
    next = findNext(now.settings, lasting, context) ?? next;
    if (next) now.life?.reload();
  };
  const onFault = (message: string) => lasting.tell({ type: 'warned', message });
  const watching = await watchConfig(now.settings.file, { onChange: lookAgain, onFault });
  const release = onHangUp(() => now.life?.daemon.wake(null, 'signal'));
  try {
    let before: Settings | undefined;
    for (;;) {
      now.life = await beginOr(before, now, lasting);
      if (next) now.life.reload();
      const ended = await now.life.ended;
      now.life = undefined;
      if (ended !== 'reload' || !next) return ended;
      before = now.settings;
      now.settings = next;
      next = undefined;
    }
  } finally {
    release();
    await watching.close();
  }
}

/** Begins with the new settings, or goes on with those before them, and tells which. */
async function beginOr(before: Settings | undefined, now: Now, lasting: Lasting): Promise<Life> {
  const { file } = now.settings;
  if (!before) return beginLife(now.settings, lasting);
  try {
    const life = await beginLife(now.settings, lasting);
    lasting.tell({ type: 'reloaded', file });
    return life;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    lasting.tell({ type: 'reloadRefused', file, message: messageOf(error) });
    now.settings = before;
    return beginLife(before, lasting);
  }
}

/** The config as it is now; undefined where it has mistakes or cannot be taken over, which is told. */
function findNext(
  { file, ledger }: Settings,
  { environment, tell }: Lasting,
  { terminal }: Context,
): Settings | undefined {
  try {
    const settings = readSettings({ file, folder: terminal.folder, environment });
    if (resolve(settings.ledger.path) === resolve(ledger.path)) return settings;
    tell({ type: 'reloadRefused', file, message: 'another ledger is taken over by a restart only' });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tell({ type: 'reloadRefused', file, message: messageOf(error) });
  }
  return undefined;
}

/** SIGHUP, where there is such a thing. Gives what ends it. */
function onHangUp(act: () => void): () => void {
  process.on('SIGHUP', act);
  return () => process.off('SIGHUP', act);
}
