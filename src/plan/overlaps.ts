import { showEntry } from '../model/entry.ts';
import type { PlannedEntry, Warning } from '../model/plan.ts';
import type { Point } from '../model/site/facts.ts';
import { WARNINGS } from './errors.ts';
import type { PlanInput } from './input.ts';
import { knownOf } from './known.ts';

/** Distribution points that get the same package through several groups: every byte of it several times. */
export function overlaps(coming: readonly PlannedEntry[], input: PlanInput): Warning[] {
  const byPackage = Map.groupBy(coming, ({ entry }) => `${entry.site}/${entry.package}`);
  return [...byPackage.values()].flatMap((entries) => {
    const shared = membersOf(entries, input).filter(({ through }) => through.length > 1);
    const byGroups = Map.groupBy(shared, ({ through }) => through.map(({ key }) => key).join('\n'));
    return [...byGroups.values()].flatMap(overlapWarning);
  });
}

/** A distribution point, and the entries whose calls send it something. */
interface Member {
  readonly point: Point;
  readonly through: PlannedEntry[];
}

function membersOf(entries: readonly PlannedEntry[], input: PlanInput): readonly Member[] {
  const members = new Map<string, Member>();
  for (const one of entries) {
    for (const point of knownOf(one.entry, input).pair?.members ?? []) {
      if (point.onSiteServer) continue;
      const member = members.get(point.id) ?? { point, through: [] };
      member.through.push(one);
      members.set(point.id, member);
    }
  }
  return [...members.values()];
}

/** One warning for all members of the same groups. */
function overlapWarning([first, ...others]: readonly Member[]): Warning[] {
  const entry = first?.through[0]?.entry;
  if (!first || !entry) return [];
  const { name } = first.point;
  const get = others.length > 0 ? `${name} and ${others.length} more get` : `${name} gets`;
  const groups = first.through.map((one) => one.entry.group);
  const message = `${get} package ${entry.package} ${groups.length} times, through ${groups.join(' and ')}`;
  return [{ code: WARNINGS.overlap.code, message, entry: showEntry(entry) }];
}
