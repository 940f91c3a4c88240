import { type Alias, isAlias, isMap, isScalar, isSeq, type ParsedNode, type YAMLMap } from 'yaml';
import type { ProblemName } from '../problem-codes.ts';
import { type Aliases, createAliases } from './aliases.ts';
import { MOST_LISTED, type YamlFault } from './fault.ts';
import { quote } from './quote.ts';

/** A document as text, lists and maps. The maps have no prototype: `__proto__` is a key like any other. */
export interface PlainDocument {
  readonly value: unknown;
  readonly faults: readonly YamlFault[];
  /** The node of a key or of its value; where the path breaks off, the last node on it. */
  nodeAt(path: readonly PropertyKey[], part?: 'key' | 'value'): ParsedNode;
  /** The node that an alias stands for; any other node is given back. */
  follow(node: ParsedNode): ParsedNode;
}

interface Walk {
  readonly aliases: Aliases;
  readonly faults: YamlFault[];
}

/** Turns a document into plain values, and finds what no declaration may hold: tags, keys there twice, wild aliases. */
export function toPlain(root: ParsedNode): PlainDocument {
  const walk: Walk = { aliases: createAliases(), faults: [] };
  const value = plainNode(root, walk);
  const nodeAt = (path: readonly PropertyKey[], part: 'key' | 'value' = 'value') => {
    let node = root;
    for (let depth = 0; depth < path.length; depth += 1) {
      const isLast = depth === path.length - 1;
      const next = childOf(walk.aliases.follow(node), path[depth], isLast ? part : 'value');
      if (!next) break;
      node = next;
    }
    return node;
  };
  return { value, faults: walk.faults, nodeAt, follow: walk.aliases.follow };
}

function plainNode(node: ParsedNode | null, walk: Walk): unknown {
  if (node === null) return '';
  if (isAlias(node)) return plainAlias(node, walk);
  if (node.tag !== undefined)
    report(walk, 'tag', node, `Remove the tag ${quote(node.tag)}: tags mean nothing here.`);
  if (node.anchor === undefined) return plainContent(node, walk);
  return walk.aliases.anchor(node.anchor, node, () => plainContent(node, walk));
}

function plainContent(node: Exclude<ParsedNode, Alias>, walk: Walk): unknown {
  if (isMap(node)) return plainMap(node, walk);
  if (isSeq(node)) return node.items.map((item) => plainNode(item, walk));
  return String(node.value);
}

function plainMap(node: YAMLMap.Parsed, walk: Walk): unknown {
  const map: Record<string, unknown> = Object.create(null);
  for (const pair of node.items) {
    const key = plainNode(pair.key, walk);
    const value = plainNode(pair.value, walk);
    if (typeof key !== 'string') {
      report(
        walk,
        'keyNotText',
        pair.key,
        'A key must be plain text: write it as one word before the colon.',
      );
    } else if (key in map) {
      report(walk, 'duplicateKey', pair.key, `The key ${quote(key)} is there twice: keep one of the two.`);
    } else {
      map[key] = value;
    }
  }
  return map;
}

function plainAlias(alias: Alias.Parsed, walk: Walk): unknown {
  const resolved = walk.aliases.resolve(alias);
  const name = quote(alias.source);
  switch (resolved.kind) {
    case 'found':
      return resolved.value;
    case 'tooMany':
      report(walk, 'tooManyAliases', alias, `The anchor ${name} is used too often: write its content out.`);
      return resolved.value;
    case 'unknown':
      report(
        walk,
        'unknownAlias',
        alias,
        `No anchor ${name} stands before this alias: define it, or write its content out.`,
      );
      return '';
    case 'cyclic':
      report(walk, 'cyclicAlias', alias, `The anchor ${name} would hold itself: write its content out.`);
      return '';
  }
}

function report({ faults }: Walk, name: ProblemName, node: ParsedNode, message: string): void {
  // One more than are listed, to tell that there are more.
  if (faults.length <= MOST_LISTED) faults.push({ name, offset: node.range[0], message });
}

function childOf(
  node: ParsedNode,
  segment: PropertyKey | undefined,
  part: 'key' | 'value',
): ParsedNode | null | undefined {
  if (isSeq(node)) return node.items[Number(segment)];
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === segment);
  return part === 'key' ? pair?.key : (pair?.value ?? pair?.key);
}
