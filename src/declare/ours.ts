// A source may hold any YAML. What is not ours must never be a problem, and what is ours must never be overlooked.
import { isMap, isScalar, type ParsedNode } from 'yaml';
import type { YamlFault } from './yaml/fault.ts';
import type { PlainDocument } from './yaml/plain.ts';
import { quote } from './yaml/quote.ts';

const VERSION = 'dpsync/v1';
const KIND = 'Redistribution';

/** Whether a text that cannot be parsed says of itself that it is ours. */
export function looksOurs(text: string): boolean {
  return text.includes('dpsync/') || text.includes(`kind: ${KIND}`);
}

/** Whether a document is ours. Of a key that is there twice, either value counts. */
export function isOurs(document: PlainDocument): boolean {
  const root = document.nodeAt([]);
  if (!isMap(root)) return false;
  const textOf = (node: ParsedNode | null) => {
    const target = node && document.follow(node);
    return isScalar(target) ? String(target.value) : '';
  };
  return root.items.some(({ key, value }) => {
    const name = textOf(key);
    return name === 'apiVersion'
      ? textOf(value).startsWith('dpsync/')
      : name === 'kind' && textOf(value) === KIND;
  });
}

/** What keeps a document of ours from being read as a redistribution at all; undefined where nothing does. */
export function findHeaderFault(document: PlainDocument): YamlFault | undefined {
  const { apiVersion, kind } = document.value as Readonly<Record<string, unknown>>;
  const offsetOf = (key: string) => document.nodeAt([key]).range[0];
  if (kind === 'Config') {
    const message = `A config belongs to the operator and is not read from a source: keep it outside the source's path.`;
    return { name: 'configInSource', offset: offsetOf('kind'), message };
  }
  if (apiVersion !== VERSION) {
    const message = `${said('apiVersion', apiVersion)}, and this program reads ${VERSION}: write that, or update dpsync.`;
    return { name: 'otherVersion', offset: offsetOf('apiVersion'), message };
  }
  if (kind !== KIND) {
    const message = `${said('kind', kind)}: write kind: ${KIND}.`;
    return { name: 'otherKind', offset: offsetOf('kind'), message };
  }
  return undefined;
}

function said(key: string, value: unknown): string {
  if (value === undefined) return `"${key}" is missing`;
  return typeof value === 'string' ? `"${key}" is ${quote(value)}` : `"${key}" is not text`;
}
