import type { Distribution } from '../../../model/views/status.ts';
import { countPoints } from '../../points.ts';
import { number } from '../layout/count.ts';
import { cut } from '../layout/cut.ts';
import { escapeText } from '../layout/escape.ts';
import { openPlainMeasure } from '../layout/measure.ts';

/** Hears how far long work is. */
export interface Progress {
  /** So many are done, of a total that may not be known yet. */
  moved(label: string, done: number, total: number | null): void;
  /** So far has the content of the calls come, at all of their distribution points together. */
  delivering(counts: Omit<Distribution, 'points'>): void;
  /** The work is over, or something else is about to be written. */
  cleared(): void;
}

/** Where the progress line goes: stderr. */
interface ProgressScreen {
  readonly terminal: boolean;
  readonly width: number;
  readonly write: (text: string) => void;
  /** Milliseconds since any fixed moment. */
  readonly now: () => number;
}

// A label is our own and the name of a source: narrow characters.
const MEASURE = openPlainMeasure();

const BAR = 24;
// Often enough to look alive, and seldom enough to cost nothing.
const PAUSE = 100;
const CLEAR = '\r\u001b[K';

const SILENT: Progress = { moved: ignore, delivering: ignore, cleared: ignore };

/** A line on the terminal that is written over as work goes on; nothing where there is no terminal. */
export function progressLine(screen: ProgressScreen): Progress {
  if (!screen.terminal) return SILENT;
  let drawnAt: number | null = null;
  const draw = (step: Step) => {
    const now = screen.now();
    if (drawnAt !== null && now - drawnAt < PAUSE) return;
    drawnAt = now;
    screen.write(`${CLEAR}${showProgress(step, screen.width - 1)}`);
  };
  return {
    moved: (label, done, total) => draw({ label, done, total, note: '' }),
    delivering: (counts) => draw(deliveryOf(counts)),
    cleared() {
      if (drawnAt !== null) screen.write(CLEAR);
      drawnAt = null;
    },
  };
}

function ignore(): void {
  // Nobody looks.
}

interface Step {
  readonly label: string;
  readonly done: number;
  readonly total: number | null;
  /** What follows the numbers. */
  readonly note: string;
}

function deliveryOf(counts: Omit<Distribution, 'points'>): Step {
  const { success, failed } = counts;
  const note = ` DPs${failed > 0 ? `, ${number(failed)} failed` : ''}`;
  return { label: 'Delivering', done: success, total: countPoints(counts), note };
}

/** `Reading content [======      ] 4,500/10,000`, the bar only where it has room. */
function showProgress({ label, done, total, note }: Step, width: number): string {
  const text = escapeText(label);
  if (total === null || total <= 0) return cut(`${text} ${number(done)}${note}`, width, MEASURE);
  const counts = `${number(done)}/${number(total)}${note}`;
  const filled = Math.round(Math.min(1, Math.max(0, done / total)) * BAR);
  const bar = `[${'='.repeat(filled).padEnd(BAR)}] ${counts}`;
  const room = width - MEASURE.columns(bar) - 1;
  return room < 8 ? cut(`${text} ${counts}`, width, MEASURE) : `${cut(text, room, MEASURE)} ${bar}`;
}
