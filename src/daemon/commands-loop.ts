// Operators speak through the ledger, beside the daemon: somebody has to listen.
import type { LoopContext } from './loop-context.ts';
import { recoverable } from './recoverable.ts';

const EVERY = 1_000;

/** Who is told of commands. */
interface Told {
  /** A source is to be looked at, by its name; null: every one. */
  readonly reconcile: (source: string | null) => void;
  /** Something was said that may free calls. */
  readonly spoken: () => void;
}

/** The loop that looks for operator commands every second: the ledger tells nobody by itself. */
export function commandsLoop(
  { steps, clock, sleep, end, listen, progress }: LoopContext,
  { reconcile, spoken }: Told,
): { run(): Promise<void> } {
  let failing = false;

  async function turn(): Promise<void> {
    const commands = await steps.newCommands();
    failing = false;
    for (const { command, target } of commands) {
      if (command === 'reconcile') reconcile(target === '*' ? null : target);
    }
    if (commands.length > 0) spoken();
  }

  /** A ledger that is busy for long is told once, not every second. */
  function note(error: unknown): void {
    const { code, message } = recoverable(error);
    if (!failing) listen({ type: 'passFailed', source: null, code, message, retryAt: clock() + EVERY });
    failing = true;
  }

  return {
    async run() {
      while (!end.aborted) {
        await progress.turn('operator commands', turn).catch(note);
        await sleep(EVERY, end);
      }
    },
  };
}
