import { setFlagsFromString } from 'node:v8';
import { type Commands, compose } from '../compose/commands.ts';
import type { Event } from '../model/event.ts';
import type { Progress } from '../report/text/run/progress.ts';
import type { Context } from './command.ts';
import { saveMemory } from './save-memory.ts';
import { settingsFor } from './settings-for.ts';
import type { Terminal } from './terminal.ts';

/** Reads the config, plugs the parts together, does the work, and closes everything again. */
export async function withCommands<Result>(
  context: Context,
  mode: 'read' | 'write',
  work: (commands: Commands) => Promise<Result>,
): Promise<Result> {
  const { terminal, options } = context;
  const settings = await settingsFor(context);
  const progress = terminal.interactive && !options.quiet ? await openProgress(terminal) : null;
  const commands = await compose(settings, {
    environment: terminal.environment,
    mode,
    listen: listenWith(progress),
  });
  try {
    return await work(commands);
  } finally {
    progress?.cleared();
    await commands.close();
  }
}

/** Loaded for a terminal only. */
async function openProgress(terminal: Terminal): Promise<Progress> {
  const { progressLine } = await import('../report/text/run/progress.ts');
  const width = process.stderr.columns ?? 80;
  return progressLine({ terminal: true, width, write: terminal.error, now: Date.now });
}

function listenWith(progress: Progress | null): (event: Event) => void {
  const show = progress && showProgress(progress);
  return (event) => {
    saveMemory(event, setFlagsFromString);
    show?.(event);
  };
}

function showProgress(progress: Progress): (event: Event) => void {
  let total = 0;
  let done = 0;
  return (event) => {
    switch (event.type) {
      case 'reading':
        return progress.moved(`Reading ${event.source}`, event.done, event.total);
      case 'calling':
        total = event.calls;
        done = 0;
        return progress.moved('Calling', done, total);
      case 'delivering':
        return progress.delivering(event);
      case 'concluded':
        done += 1;
        return progress.moved('Calling', done, total);
      default:
        return progress.cleared();
    }
  };
}
