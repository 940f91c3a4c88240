import { z } from 'zod';

const errorBody = z.object({
  error: z.object({ code: z.union([z.string(), z.number()]), message: z.string() }),
});

/** The value in a text of JSON; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the AdminService's own error body says, as it came; undefined where the text is no such body. */
export function siteMessage(text: string): string | undefined {
  const body = errorBody.safeParse(parseJson(text));
  return body.success ? `${body.data.error.code} ${body.data.error.message}`.trim() : undefined;
}
