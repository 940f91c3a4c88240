/** What one document says; left out is what a document may leave out, and one package to one group. */
export interface Written {
  readonly name?: string;
  readonly site?: string;
  /** A number stands for the simulated site's n-th package. */
  readonly packages?: readonly (number | { readonly id: number; readonly revision: string })[];
  /** A number stands for the simulated site's n-th group. */
  readonly groups?: readonly (number | string)[];
  readonly revision?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly reason?: string;
  readonly wave?: number;
  readonly suspend?: boolean;
  readonly notBefore?: string;
  readonly notAfter?: string;
}

/** The id of the simulated site's n-th package, counted from 1. */
export function packageId(number: number, site = 'P01'): string {
  return `${site}${number.toString(16).toUpperCase().padStart(5, '0')}`;
}

/** The name of the simulated site's n-th group, counted from 1. */
export function groupName(number: number): string {
  return `Branch Offices ${String(number).padStart(2, '0')}`;
}

/** A document as people write it. */
export function redistribution(written: Written = {}): string {
  const { name = 'office-content', labels, packages = [1], groups = [1], ...spec } = written;
  const idOf = (number: number) => packageId(number, written.site);
  const fields = {
    packages: packages.map((one) => (typeof one === 'number' ? idOf(one) : { ...one, id: idOf(one.id) })),
    distributionPointGroups: groups.map((one) => (typeof one === 'number' ? groupName(one) : one)),
    ...spec,
  };
  const lines = Object.entries(fields).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`);
  return [
    'apiVersion: dpsync/v1',
    'kind: Redistribution',
    `metadata: ${JSON.stringify({ name, ...(labels && { labels }) })}`,
    'spec:',
    ...lines,
    '',
  ].join('\n');
}

/** The same documents in one file. */
export function redistributions(...written: readonly Written[]): string {
  return written.map(redistribution).join('---\n');
}
