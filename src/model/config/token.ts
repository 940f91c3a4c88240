// Sources, sites and git hosts are each shown a token: where one may be kept, and what counts as one, is said here.

/** Where a token is kept: in one of these. */
export interface TokenPlace {
  readonly tokenEnv?: string | undefined;
  readonly tokenFile?: string | undefined;
  /** The program that writes it, and its arguments; no shell is asked. */
  readonly tokenCommand?: readonly string[] | undefined;
}

/** Why there is no token. Nothing of what its place holds is in it. */
export interface NoToken {
  readonly kind: 'notSet' | 'unreadable' | 'empty' | 'malformed';
  /** The variable or file, for messages. */
  readonly where: string;
  readonly detail: string;
  readonly cause?: unknown;
}

/** A token, or why there is none. */
export type FoundToken = { readonly kind: 'found'; readonly token: string } | NoToken;

/** Looks for a token as it is now, since tokens are changed in place. Never throws. */
export type FindToken = (place: TokenPlace) => Promise<FoundToken>;

/** Whether exactly one place is named. */
export function isOnePlace({ tokenEnv, tokenFile, tokenCommand }: TokenPlace): boolean {
  return [tokenEnv, tokenFile, tokenCommand].filter((named) => named !== undefined).length === 1;
}

/** The token in a text, without the space around it; what could end a header is none. */
export function tokenIn(text: string, where: string): FoundToken {
  const token = text.trim();
  if (token === '') return { kind: 'empty', where, detail: 'it is empty' };
  if (/^[\x21-\x7e]+$/.test(token)) return { kind: 'found', token };
  return { kind: 'malformed', where, detail: 'it is not one word of plain text' };
}
