import type { Text } from '../report/text/layout/text.ts';
import type { Context } from './command.ts';
import { drawText } from './draw-text.ts';

/** What is asked on a terminal before something is done. */
interface Question {
  /** `--yes`: nobody is asked. */
  readonly yes: boolean;
  /** What it is about; whoever is asked has to see it, however quiet the rest is to be. */
  readonly draw: (text: Text) => string;
  readonly question: string;
}

/** Asks where there is a terminal; only "yes" is yes. */
export async function confirm({ yes, draw, question }: Question, context: Context): Promise<boolean> {
  const { terminal } = context;
  if (yes || !terminal.ask) return true;
  terminal.error(await drawText(context, draw, { quiet: false }));
  return (await terminal.ask(`\n${question} `)).trim() === 'yes';
}
