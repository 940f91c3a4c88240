import type { Text } from '../../../src/report/text/layout/text.ts';
import { WIDE } from '../../../src/report/text/layout/wide.ts';
import { NOW } from './moment.ts';

/** How a pipe is written to, or what a test says otherwise. */
export function textOptions(about: Partial<Text> = {}): Text {
  return { width: null, measure: WIDE, colour: false, now: NOW, all: false, ...about };
}
