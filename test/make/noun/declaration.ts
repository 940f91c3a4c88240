/** What a declaration says; what is left out gets a value that needs no thought, or is left out of the text. */
export interface DeclarationParts {
  readonly name?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** null: the document names none. */
  readonly site?: string | null;
  readonly packages?: readonly (string | { readonly id: string; readonly revision: string })[];
  readonly groups?: readonly string[];
  readonly revision?: string;
  readonly reason?: string;
  readonly wave?: number;
  readonly suspend?: boolean;
  readonly notBefore?: string;
  readonly notAfter?: string;
}

/** The YAML of one document, its texts in double quotes. Several are joined with `---\n`. */
export function declarationYaml(parts: DeclarationParts = {}): string {
  const {
    name = 'office-content',
    labels,
    site = 'P01',
    packages = ['P0100012'],
    groups = ['Branch'],
  } = parts;
  const { revision, reason, wave, suspend, notBefore, notAfter } = parts;
  const fields = { revision, reason, wave, suspend, notBefore, notAfter };
  return [
    'apiVersion: dpsync/v1',
    'kind: Redistribution',
    'metadata:',
    `  name: ${JSON.stringify(name)}`,
    ...(labels ? [`  labels: ${JSON.stringify(labels)}`] : []),
    'spec:',
    ...(site === null ? [] : [`  site: ${JSON.stringify(site)}`]),
    '  packages:',
    ...packages.map((item) => `    - ${JSON.stringify(item)}`),
    '  distributionPointGroups:',
    ...groups.map((group) => `    - ${JSON.stringify(group)}`),
    ...Object.entries(fields).flatMap(([key, value]) =>
      value === undefined ? [] : [`  ${key}: ${JSON.stringify(value)}`],
    ),
    '',
  ].join('\n');
}
