/** Marks a field of a form, as its metadata: what it names holds a secret, which must never stand in a log. */
export const SECRET = {
  variable: { secret: 'variable' },
  file: { secret: 'file' },
  /** A command tells its secret only to who asks it, who hides it. */
  command: { secret: 'command' },
} as const;

/** A variable of the environment, or a file, that holds a secret. */
export type SecretPlace =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string };
