import type { Text } from '../report/text/layout/text.ts';
import type { Context } from './command.ts';

/** How people's text is to look on this terminal. */
export function textFor({ terminal, options }: Context, all = false): Text {
  const { width, colour } = terminal;
  return { width, colour, now: Date.now(), all, quiet: options.quiet, verbose: options.verbose };
}
