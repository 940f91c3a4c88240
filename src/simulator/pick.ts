// Some classes have a row for every group and package. Without this, each question for one pair would walk through millions.
import { type Filter, pinned } from './filter.ts';
import type { Group, Package } from './inventory.ts';
import type { World } from './world.ts';

/** The groups that a filter leaves possible, by the property that holds their id. */
export function groupsAt(world: World, filter: Filter | undefined, property: string): readonly Group[] {
  const ids = filter && pinned(filter, property);
  return ids ? found(ids, world.findGroup) : world.inventory.groups;
}

/** The packages that a filter leaves possible, by the property that holds their id. */
export function packagesAt(world: World, filter: Filter | undefined, property: string): readonly Package[] {
  const ids = filter && pinned(filter, property);
  return ids ? found(ids, world.findPackage) : world.inventory.packages;
}

function found<Thing>(ids: ReadonlySet<unknown>, find: (id: string) => Thing | undefined): readonly Thing[] {
  return [...ids].flatMap((id) => (typeof id === 'string' ? (find(id) ?? []) : []));
}
