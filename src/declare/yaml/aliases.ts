// Nine lines of aliases can stand for a billion values: the parser's own limit, in linear time and without building them.
import { type Alias, isAlias, isMap, isSeq, type ParsedNode } from 'yaml';

/** The parser's `maxAliasCount`: how often the content of one anchor may be used, the aliases within it multiplied. */
const MOST_USES = 100;

interface Anchor {
  readonly node: ParsedNode;
  value: unknown;
  /** False while the anchored node is still being read. */
  isWhole: boolean;
  uses: number;
  /** How often one use of this uses what is used most within it. Null until it is asked for, as in the parser. */
  weight: number | null;
}

/** What an alias stands for, or why it stands for nothing. One over the limit has its value still. */
type Resolved =
  | { readonly kind: 'found' | 'tooMany'; readonly value: unknown }
  | { readonly kind: 'unknown' | 'cyclic' };

/** The anchors and aliases of one document. It has to be told of them in the order of the text. */
export interface Aliases {
  /** Reads an anchored node: its name is known from its beginning on. */
  anchor(name: string, node: ParsedNode, read: () => unknown): unknown;
  resolve(alias: Alias): Resolved;
  /** The node that a resolved alias stands for; any other node is given back. */
  follow(node: ParsedNode): ParsedNode;
}

/** Begins a document. */
export function createAliases(): Aliases {
  const anchors = new Map<string, Anchor>();
  const targets = new Map<ParsedNode, Anchor>();
  return {
    anchor(name, node, read) {
      const anchor: Anchor = { node, value: undefined, isWhole: false, uses: 1, weight: null };
      anchors.set(name, anchor);
      anchor.value = read();
      anchor.isWhole = true;
      return anchor.value;
    },
    resolve(alias) {
      const anchor = anchors.get(alias.source);
      if (!anchor) return { kind: 'unknown' };
      if (!anchor.isWhole) return { kind: 'cyclic' };
      targets.set(alias as Alias.Parsed, anchor);
      return { kind: isUsedTooOften(anchor, targets) ? 'tooMany' : 'found', value: anchor.value };
    },
    follow: (node) => targets.get(node)?.node ?? node,
  };
}

function isUsedTooOften(anchor: Anchor, targets: ReadonlyMap<ParsedNode, Anchor>): boolean {
  anchor.uses += 1;
  anchor.weight ??= weightOf(anchor.node, targets);
  return anchor.uses * anchor.weight > MOST_USES;
}

function weightOf(node: ParsedNode | null, targets: ReadonlyMap<ParsedNode, Anchor>): number {
  if (isAlias(node)) {
    const anchor = targets.get(node);
    return anchor ? anchor.uses * (anchor.weight ?? 0) : 0;
  }
  let heaviest = isMap(node) || isSeq(node) ? 0 : 1;
  for (const part of partsOf(node)) heaviest = Math.max(heaviest, weightOf(part, targets));
  return heaviest;
}

function* partsOf(node: ParsedNode | null): Generator<ParsedNode | null> {
  if (isSeq(node)) yield* node.items as ParsedNode[];
  if (isMap(node)) for (const pair of node.items) yield* [pair.key, pair.value] as ParsedNode[];
}
