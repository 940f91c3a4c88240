/** Environment variables by name: handed in from the entry, so that nobody else reads them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the name of a variable looks like in a form, and what is wrong with another text. */
export const VARIABLE_NAME = [
  /^[A-Za-z_][A-Za-z0-9_]{0,199}$/,
  'is no name of an environment variable',
] as const;
