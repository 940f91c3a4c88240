import type { RunView, WaveView } from '../input.ts';
import type { WaveSettings } from '../settings.ts';
import type { Guard, GuardHold } from './guard.ts';

/** A wave starts when the lower ones of its run are through. */
export const wave: Guard = ({ subject, declared }, { input, runs }) => {
  const run = runs.of.get(subject.key)?.run ?? '';
  const tally = runs.tallies.get(run);
  if (!tally) return undefined;
  if (declared.wave > tally.wave) {
    const entries = tally.waiting === 1 ? '1 entry' : `${tally.waiting} entries`;
    return held(run, tally.wave, `wave ${declared.wave} waits for ${entries} of wave ${tally.wave}`);
  }
  const view = input.runs.get(run);
  return view && input.waves.gate === 'healthy'
    ? unhealthyBelow(declared.wave, { run, view, ...input })
    : undefined;
};

const held = (run: string, lower: number, message: string): GuardHold => {
  const remedy = { kind: 'waiveWave', run, wave: lower } as const;
  return { by: 'wave', code: null, message, until: null, remedy };
};

interface Circumstances {
  readonly run: string;
  readonly view: RunView;
  readonly waves: WaveSettings;
  readonly now: number;
}

/** What keeps the content of a lower wave from counting as delivered. */
function unhealthyBelow(own: number, { run, view, waves, now }: Circumstances): GuardHold | undefined {
  for (const lower of view.waves.toSorted((a, b) => a.wave - b.wave)) {
    if (lower.wave >= own || view.waived.has(lower.wave)) continue;
    const message = faultOf(lower, waves, now);
    if (message === undefined) continue;
    return held(run, lower.wave, `wave ${own} is stopped: ${message}`);
  }
  return undefined;
}

function faultOf(lower: WaveView, { tolerance, timeout }: WaveSettings, now: number): string | undefined {
  const { wave: number, entries, pending, points, failed, acceptedAt } = lower;
  if (failed.length > tolerance * points) {
    return `wave ${number} is degraded, ${failed.length} of ${points} deliveries failed: ${nameSome(failed)}`;
  }
  if (pending === 0) return undefined;
  const progress = `${entries - pending} of ${entries} entries arrived`;
  if (now - acceptedAt > timeout) return `wave ${number} was not delivered in time (${progress})`;
  return `the content of wave ${number} is still on its way (${progress})`;
}

const MOST_NAMES = 5;

function nameSome(names: readonly string[]): string {
  const some = [...new Set(names)];
  const rest = some.length - MOST_NAMES;
  return `${some.slice(0, MOST_NAMES).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
