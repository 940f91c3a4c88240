import { readAs } from '../config/form.ts';

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds in `500ms`, `30s`, `5m`, `2h`, `7d`; undefined where the text is no duration. */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? [];
  return amount === undefined ? undefined : Number(amount) * UNITS[unit as keyof typeof UNITS];
}

/** What is wrong with a text that is no duration. */
export const NO_DURATION = 'is no duration; write 500ms, 30s, 5m, 2h or 7d';

/** The step of a form that reads a duration, in milliseconds. */
export const readDuration = readAs(parseDuration, NO_DURATION);

/** As `readDuration`, from the shortest to the longest, in milliseconds; `examples` are told where it is none of these. */
export function readDurationBetween(shortest: number, longest: number, examples: string) {
  const range = `from ${showDuration(shortest)} ${longest < Infinity ? `to ${showDuration(longest)}` : 'on'}`;
  return readAs((text) => {
    const length = parseDuration(text) ?? -1;
    return length >= shortest && length <= longest ? length : undefined;
  }, `is no duration ${range}; write ${examples}`);
}

/** `90000` as `1m 30s`: the two largest units that are not zero. */
export function showDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))}ms`;
  let left = Math.round(milliseconds / 1000) * 1000;
  const parts: string[] = [];
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    const amount = Math.floor(left / UNITS[unit]);
    left -= amount * UNITS[unit];
    if (amount > 0) parts.push(`${amount}${unit}`);
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}
