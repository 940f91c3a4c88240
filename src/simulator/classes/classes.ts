import type { RowClass } from '../row-class.ts';
import { distributionPoints } from './distribution-points.ts';
import { groupMembers } from './group-members.ts';
import { groupPackages } from './group-packages.ts';
import { groups } from './groups.ts';
import { identification } from './identification.ts';
import { jobs } from './jobs.ts';
import { packages } from './packages.ts';
import { site } from './site.ts';
import { statusDetails } from './status-details.ts';

/** Every class that can be read. */
export const CLASSES: readonly RowClass[] = [
  groups,
  groupPackages,
  packages,
  groupMembers,
  distributionPoints,
  jobs,
  site,
  identification,
  statusDetails,
];

/** The class of this name, in any case, or undefined. */
export function findClass(name: string): RowClass | undefined {
  return CLASSES.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
}
