// The parser's own nodes, made by hand: what comes after reading does not tell who made them.
import { Pair, type ParsedNode, Scalar, YAMLMap, YAMLSeq } from 'yaml';

type Type = Scalar.PLAIN | Scalar.QUOTE_DOUBLE | Scalar.QUOTE_SINGLE;

/** The shortest part of a text that V8 does not copy: it would keep all of the text in memory. */
const SHORTEST_SLICE = 13;

/** A scalar that begins at `offset`. */
export function scalarAt(part: string, offset: number, type: Type = 'PLAIN'): Scalar.Parsed {
  const value = part.length < SHORTEST_SLICE ? part : Buffer.from(part).toString();
  const scalar = new Scalar(value);
  scalar.type = type;
  scalar.source = value;
  return placed(scalar, offset) as Scalar.Parsed;
}

/** A key with its value. */
export function pairOf(key: Scalar.Parsed, value: ParsedNode): Pair {
  return new Pair<ParsedNode, ParsedNode>(key, value);
}

/** A map that begins at `offset`. */
export function mapAt(pairs: Pair[], offset: number): YAMLMap.Parsed {
  const map = new YAMLMap();
  map.items = pairs;
  return placed(map, offset) as YAMLMap.Parsed;
}

/** A list that begins at `offset`. */
export function listAt(items: ParsedNode[], offset: number): YAMLSeq.Parsed {
  const list = new YAMLSeq();
  list.items = items;
  return placed(list, offset) as YAMLSeq.Parsed;
}

/** Only where a node begins is ever asked for. */
function placed<Node extends Scalar | YAMLMap | YAMLSeq>(node: Node, offset: number): Node {
  node.range = [offset, offset, offset];
  return node;
}
