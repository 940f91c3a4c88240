import { openPlainMeasure } from '../report/text/layout/measure.ts';
import type { Text } from '../report/text/layout/text.ts';
import type { Context } from './command.ts';

/** A text for people as it looks on this terminal. */
export async function drawText(
  { terminal, options }: Context,
  draw: (text: Text) => string,
  about: Partial<Text> = {},
): Promise<string> {
  const { width, colour } = terminal;
  const { quiet, verbose } = options;
  const measure = openPlainMeasure();
  const text = { width, measure, colour, now: Date.now(), all: false, quiet, verbose, ...about };
  const drawn = draw(text);
  if (measure.isEnough()) return drawn;
  // Loaded for a text that needs it.
  const { WIDE } = await import('../report/text/layout/wide.ts');
  return draw({ ...text, measure: WIDE });
}
