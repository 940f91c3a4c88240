const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Bytes in `10MB`, `500GB` (powers of 1024); undefined where the text is no size. */
export function parseSize(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,9})(B|KB|MB|GB|TB|PB)$/.exec(text) ?? [];
  return amount === undefined
    ? undefined
    : Number(amount) * 1024 ** UNITS.indexOf(unit as (typeof UNITS)[number]);
}

/** `1536` as `1.5 KB`. */
export function showSize(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const amount = bytes / 1024 ** step;
  return `${step === 0 || amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${UNITS[step]}`;
}
