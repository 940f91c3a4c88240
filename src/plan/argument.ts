/** A text as a command takes it, in quotes that every shell knows; undefined for one that a shell could act on: the reader quotes it. */
export function argument(text: string): string | undefined {
  return /^[\p{L}\p{M}\p{N} ._,()/+*=-]+$/u.test(text) ? `"${text}"` : undefined;
}
