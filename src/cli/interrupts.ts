const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const;
/** What a shell gives for a process that Ctrl-C ended. */
const INTERRUPTED = 130;

/** Ctrl-C and its kin, taken over while a command has something to finish. */
interface Interrupts {
  readonly take: (said?: string) => AbortSignal;
  readonly release: () => void;
}

/** Nothing is taken over until `take`. `exit` ends the process at once, on a second Ctrl-C. */
export function openInterrupts(exit: ((code: number) => never) | undefined): Interrupts {
  const controller = new AbortController();
  let told: string | undefined;
  const onSignal = () => {
    if (controller.signal.aborted) exit?.(INTERRUPTED);
    else if (told !== undefined) process.stderr.write(`dpsync: ${told}\n`);
    controller.abort();
  };
  return {
    take(said) {
      told = said;
      for (const name of SIGNALS) process.on(name, onSignal);
      return controller.signal;
    },
    release() {
      for (const name of SIGNALS) process.off(name, onSignal);
    },
  };
}
