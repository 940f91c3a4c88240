/** The JSON text of a body: of its field `payload` where a host sends a form. */
export function payloadOf(text: string): string {
  return text.startsWith('payload=') ? (new URLSearchParams(text).get('payload') ?? '') : text;
}
