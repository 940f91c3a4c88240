// One question for many names, so that thousands of groups take a few dozen requests and none is too long for the server.
import type { Dialect } from './wire.ts';

/** A part of a question: its condition, as the wire writes it, and the items that it asks for. */
export interface Part<Item> {
  readonly condition: string;
  readonly items: readonly Item[];
}

/** How conditions are written, and how long one may be. */
export interface ConditionLimits {
  readonly dialect: Dialect;
  /** Characters. */
  readonly maxLength: number;
}

/** Writes items as parts of a question, each within the room as far as it can be cut. */
export type Divide<Item> = (items: readonly Item[], limits: ConditionLimits) => readonly Part<Item>[];

/** One part per value: the rows whose `property` is that value. */
export function byValue(property: string): Divide<string> {
  return (values, { dialect }) =>
    values.map((value) => ({ condition: dialect.equals(property, value), items: [value] }));
}

/** Joins parts, in their order, to as few as stay within the room each. */
export function pack<Item>(
  parts: readonly Part<Item>[],
  { dialect, maxLength }: ConditionLimits,
): readonly Part<Item>[] {
  const packed: { condition: string; items: Item[] }[] = [];
  for (const { condition, items } of parts) {
    const last = packed.at(-1);
    const joined = last && dialect.either([last.condition, condition]);
    if (last && joined !== undefined && joined.length <= maxLength) {
      last.condition = joined;
      last.items.push(...items);
    } else {
      packed.push({ condition, items: [...items] });
    }
  }
  return packed;
}

/** A list in so many pieces, in their order and as long as each other but for one item. */
export function split<Item>(items: readonly Item[], count: number): readonly (readonly Item[])[] {
  const cut = (piece: number) => Math.ceil((items.length * piece) / count);
  return Array.from({ length: count }, (_, piece) => items.slice(cut(piece), cut(piece + 1)));
}
