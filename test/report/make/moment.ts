/** When every test of this module takes place. */
export const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
