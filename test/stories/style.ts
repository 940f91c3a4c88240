// Everything about a text that is not its meaning.
import fc from 'fast-check';
import { groupName, packageId } from '../make/noun/redistribution.ts';

/** What documents mean: packages, each at a revision, for groups. */
export interface Meaning {
  readonly packages: readonly { readonly number: number; readonly revision: string }[];
  readonly groups: readonly number[];
}

/** How one meaning is written down. */
export interface Style {
  readonly file: string;
  readonly quote: '' | "'" | '"';
  readonly lineEnd: '\n' | '\r\n';
  readonly flow: boolean;
  readonly comments: boolean;
  readonly mark: boolean;
  readonly lowerCase: boolean;
  readonly namesSite: boolean;
  readonly topOrder: readonly string[];
  readonly specOrder: readonly string[];
  readonly label: string | null;
  readonly reason: string | null;
  readonly wave: number | null;
  /** One document, or two: in one file or in two. */
  readonly division: 'none' | 'documents' | 'files';
}

const TOP = ['apiVersion', 'kind', 'metadata', 'spec'];
const SPEC = ['site', 'packages', 'distributionPointGroups', 'reason', 'wave'];

const orderOf = (keys: readonly string[]) =>
  fc.shuffledSubarray([...keys], { minLength: keys.length, maxLength: keys.length });

/** Any way to write something down. */
export const style: fc.Arbitrary<Style> = fc.record({
  file: fc.constantFrom('office.yaml', 'sites/eu/office.yml', 'a b/ö.yaml', 'Office.yaml'),
  quote: fc.constantFrom('', "'", '"'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  flow: fc.boolean(),
  comments: fc.boolean(),
  mark: fc.boolean(),
  lowerCase: fc.boolean(),
  namesSite: fc.boolean(),
  topOrder: orderOf(TOP),
  specOrder: orderOf(SPEC),
  label: fc.option(fc.constantFrom('pilot', 'broad')),
  reason: fc.option(fc.constantFrom('CHG0012345', 'hash mismatch')),
  wave: fc.option(fc.integer({ min: -2, max: 2 })),
  division: fc.constantFrom('none', 'documents', 'files'),
});

/** The files that say this in this style. */
export function write(meaning: Meaning, how: Style): Readonly<Record<string, string>> {
  const texts = divide(meaning, how).map((part) => document(part, how));
  const finish = (text: string) => (how.mark ? '\uFEFF' : '') + text.replaceAll('\n', how.lineEnd);
  if (how.division !== 'files') return { [how.file]: finish(texts.join('---\n')) };
  return Object.fromEntries(texts.map((text, index) => [`${index}/${how.file}`, finish(text)]));
}

function divide({ packages, groups }: Meaning, { division }: Style): readonly Meaning[] {
  const parts = (list: Meaning['packages']) => (list.length === 0 ? [] : [{ packages: list, groups }]);
  return division === 'none'
    ? [{ packages, groups }]
    : [...parts(packages.slice(0, 1)), ...parts(packages.slice(1))];
}

function document({ packages, groups }: Meaning, how: Style): string {
  const { quote, lowerCase, namesSite, label, reason, wave, comments } = how;
  const scalar = (text: string) => quote + (lowerCase ? text.toLowerCase() : text) + quote;
  const exact = (text: string) => quote + text + quote;
  const fields: Readonly<Record<string, string | null>> = {
    site: namesSite ? scalar('P01') : null,
    packages: list(
      packages.map(
        ({ number, revision }) => `{id: ${scalar(packageId(number))}, revision: ${exact(revision)}}`,
      ),
      how,
    ),
    distributionPointGroups: list(
      groups.map((number) => scalar(groupName(number))),
      how,
    ),
    reason: reason && exact(reason),
    wave: wave === null ? null : String(wave),
  };
  const spec = how.specOrder.flatMap((key) => (fields[key] == null ? [] : `\n  ${key}: ${fields[key]}`));
  const top: Readonly<Record<string, string>> = {
    apiVersion: exact('dpsync/v1'),
    kind: exact('Redistribution'),
    metadata: `{name: ${exact(`office-${packages.length}`)}${label ? `, labels: {ring: ${exact(label)}}` : ''}}`,
    spec: spec.join(''),
  };
  const remark = comments ? '# said on the side\n' : '';
  return how.topOrder.map((key) => `${remark}${key}: ${top[key]}${comments ? ' # so be it' : ''}\n`).join('');
}

function list(items: readonly string[], { flow, comments }: Style): string {
  if (flow) return `[${items.join(', ')}]`;
  return items.map((item) => `\n    - ${item}${comments ? ' # this one' : ''}`).join('');
}
