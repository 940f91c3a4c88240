import { readAs } from '../config/form.ts';

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Bytes in `10MB`, `500GB` (powers of 1024); undefined where the text is no size. */
export function parseSize(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,9})(B|KB|MB|GB|TB|PB)$/.exec(text) ?? [];
  return amount === undefined
    ? undefined
    : Number(amount) * 1024 ** UNITS.indexOf(unit as (typeof UNITS)[number]);
}

/** The step of a form that reads a size, in bytes. */
export const readSize = readAs(parseSize, 'is no size; write 10MB or 500GB');

/** `1536` as `1.5 KB`. */
export function showSize(bytes: number): string {
  let amount = bytes;
  let step = 0;
  while (Math.round(amount) >= 1024 && step < UNITS.length - 1) {
    amount /= 1024;
    step += 1;
  }
  return `${step === 0 || amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${UNITS[step]}`;
}
