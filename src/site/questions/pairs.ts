// 100 packages in 10 groups are two short questions, not a thousand: and a question never asks for a pair that nobody wants.
import type { PackageId } from '../../model/entry.ts';
import { type Pair, pairKey } from '../../model/site/facts.ts';
import { type ConditionLimits, type Divide, type Part, split } from './part.ts';

/** The properties by which the rows of a class name their pair. */
interface PairProperties {
  readonly group: string;
  readonly package: string;
}

/** Every one of these groups with every one of these packages. */
interface Block {
  readonly groups: readonly string[];
  readonly packages: readonly PackageId[];
}

/** Parts that ask for exactly these pairs. Groups that want the same packages share one. */
export function byPair(properties: PairProperties): Divide<Pair> {
  return (pairs, limits) => blocksOf(pairs).flatMap((block) => cut(block, properties, limits));
}

/** What is left of `rows` when only those of wanted pairs count: a site may compare in a way of its own. */
export function onlyPairs<Row extends Pair>(rows: readonly Row[], wanted: readonly Pair[]): readonly Row[] {
  const keys = new Set(wanted.map(pairKey));
  return rows.filter((row) => keys.has(pairKey(row)));
}

function blocksOf(pairs: readonly Pair[]): readonly Block[] {
  const byGroup = Map.groupBy(pairs, ({ groupId }) => groupId.toUpperCase());
  const wanted = [...byGroup].map(([group, own]) => ({
    group,
    packages: [...new Set(own.map((pair) => pair.package))].sort(),
  }));
  const alike = Map.groupBy(wanted, ({ packages }) => packages.join());
  return [...alike.values()].map((members) => ({
    groups: members.map(({ group }) => group),
    packages: members[0]?.packages ?? [],
  }));
}

/** Cuts a block, along the side that is written longer, until each piece fits. */
function cut(block: Block, properties: PairProperties, limits: ConditionLimits): readonly Part<Pair>[] {
  const { dialect, maxLength } = limits;
  const { both, either, equals } = dialect;
  const { groups, packages } = block;
  const ofGroups = either(groups.map((group) => equals(properties.group, group)));
  const ofPackages = either(packages.map((id) => equals(properties.package, id)));
  const condition = both(ofGroups, ofPackages);
  if (condition.length <= maxLength || groups.length + packages.length === 2) {
    return [{ condition, items: pairsOf(block) }];
  }
  const alongGroups = packages.length === 1 || (groups.length > 1 && ofGroups.length > ofPackages.length);
  const [longer, rest] = alongGroups ? [ofGroups, ofPackages] : [ofPackages, ofGroups];
  const count = countPieces(longer.length, maxLength - both('', rest).length, maxLength);
  const pieces = alongGroups
    ? split(groups, Math.min(count, groups.length)).map((piece) => ({ groups: piece, packages }))
    : split(packages, Math.min(count, packages.length)).map((piece) => ({ groups, packages: piece }));
  return pieces.flatMap((piece) => cut(piece, properties, limits));
}

/** As few pieces as fit beside the other side; two where that side is so long that it is cut as well. */
function countPieces(length: number, left: number, maxLength: number): number {
  return left < maxLength / 2 ? 2 : Math.ceil(length / left);
}

function pairsOf({ groups, packages }: Block): readonly Pair[] {
  return groups.flatMap((groupId) => packages.map((id) => ({ groupId, package: id })));
}
