// Nobody is alone at a site: what another administrator redistributes must never be taken for our own call.
import { bits } from './chance.ts';
import type { Group, Inventory, Package } from './inventory.ts';
import type { SimulatorSettings } from './options.ts';

const MINUTE = 60_000;

/** Gives a function that takes, as of their own times, all redistributions by others that the clock has come to since. */
export function redistributeByOthers(
  { others, seed, clock }: SimulatorSettings,
  { groups, packages }: Inventory,
  take: (group: Group, content: Package, at: number) => void,
): () => void {
  const begun = clock();
  let taken = 0;
  return () => {
    const due = Math.floor(((clock() - begun) / MINUTE) * others);
    for (; taken < due; taken += 1) {
      const group = groups[bits(seed, 'others', 'group', taken) % groups.length];
      const content = packages[bits(seed, 'others', 'package', taken) % packages.length];
      if (group && content) take(group, content, begun + ((taken + 1) * MINUTE) / others);
    }
  };
}
