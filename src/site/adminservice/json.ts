import { z } from 'zod';

const errorBody = z.object({
  error: z.object({ code: z.union([z.string(), z.number()]), message: z.string() }),
});

/** The value in a text of JSON; undefined where it is none. A whole number too large to be exact is kept as its text. */
export function parseJson(text: string): unknown {
  try {
    // A reviver is slow, and hardly any answer needs one.
    return /\d{16}/.test(text) ? JSON.parse(text, keepExact) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Ids of 64 bits: two that differ must not become one. */
function keepExact(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source ?? '';
  const inexact = typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source);
  return inexact ? source : value;
}

/** What the AdminService's own error body says, as it came; undefined where the text is no such body. */
export function siteMessage(text: string): string | undefined {
  const body = errorBody.safeParse(parseJson(text));
  return body.success ? `${body.data.error.code} ${body.data.error.message}`.trim() : undefined;
}
