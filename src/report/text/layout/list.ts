/** The parts that are not empty, in one text. */
export function list(parts: readonly string[], separator = ', '): string {
  return parts.filter((part) => part !== '').join(separator);
}
