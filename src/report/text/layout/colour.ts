import { styleText } from 'node:util';

/** What a colour is to say. */
export type Tone = 'title' | 'good' | 'change' | 'busy' | 'bad' | 'paused' | 'faint';

const STYLES = {
  title: 'bold',
  good: 'green',
  change: 'yellow',
  busy: 'blue',
  bad: 'red',
  paused: 'magenta',
  faint: 'gray',
} as const satisfies Record<Tone, string>;

/** Gives a text its tone, or leaves it as it is. */
export type Paint = (text: string, tone: Tone | undefined) => string;

/** The painter for a terminal with or without colour. */
export function painter(colour: boolean): Paint {
  return (text, tone) =>
    colour && tone && text !== '' ? styleText(STYLES[tone], text, { validateStream: false }) : text;
}

/** Whether to use colour: on a terminal, unless NO_COLOR is set to anything or --no-color is given. */
export function wantsColour(asked: {
  readonly terminal: boolean;
  /** The environment's NO_COLOR. */
  readonly noColor: string | undefined;
  /** The flag --no-color. */
  readonly refused: boolean;
}): boolean {
  return asked.terminal && !asked.noColor && !asked.refused;
}
