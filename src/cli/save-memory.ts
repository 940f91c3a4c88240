import type { Event } from '../model/event.ts';

/** Texts to read from which on V8 is told to be sparing. Below it a plan takes far less memory than it may. */
const MANY = 20_000;

/**
 * Keeps a plan of 100,000 new files under 400 MB: V8 would let what is not used any more grow to several times what
 * is. It costs time, so only where there is much to read. `setFlag` is V8's own.
 */
export function saveMemory(event: Event, setFlag: (flag: string) => void): void {
  if (event.type === 'reading' && event.total >= MANY) setFlag('--memory-saver-mode');
}
