/** Environment variables by name: handed in from the entry, so that nobody else reads them. */
export type Environment = Readonly<Record<string, string | undefined>>;
