// What holds nothing back and is worth a look before the merge.
import { showDuration } from '../model/duration.ts';
import { showEntry } from '../model/entry.ts';
import type { PlannedEntry, Warning } from '../model/plan.ts';
import type { Case } from './case.ts';
import { isUnknown } from './decide.ts';
import { type Known, knownOf } from './known.ts';
import type { PlanInput } from './plan.ts';

/** The warnings of a plan: of single entries, and of entries that reach the same distribution point. */
export function warningsOf(
  cases: readonly Case[],
  entries: readonly PlannedEntry[],
  input: PlanInput,
): Warning[] {
  const coming = entries.filter(
    ({ action, held }) => action === 'redistribute' || held?.by === 'wave' || held?.by === 'budget',
  );
  return [
    ...cases.flatMap((item) => unknownBefore(item, input)),
    ...coming.flatMap((item) => siteWarnings(item, knownOf(item.entry, input), input)),
    ...overlaps(coming, input),
  ];
}

function unknownBefore({ subject, entry, verdict }: Case, input: PlanInput): Warning[] {
  if (verdict.kind !== 'due') return [];
  return subject.attempts
    .filter((attempt) => isUnknown(attempt, input.writer))
    .map((attempt) => ({
      code: 'DPS2201',
      message: `nobody knows whether the site has revision ${attempt.revision}; the new revision is a call of its own`,
      entry: showEntry(entry),
    }));
}

function siteWarnings({ entry }: PlannedEntry, known: Known, input: PlanInput): Warning[] {
  const name = showEntry(entry);
  const found: Warning[] = [];
  const { package: content, pair } = known;
  if (
    content?.sourceChangedAt != null &&
    content.refreshedAt !== null &&
    content.sourceChangedAt > content.refreshedAt
  ) {
    const message = `the source files of package ${entry.package} changed after the site read them: a redistribution sends the old content; "update distribution points" is probably meant`;
    found.push({ code: 'DPS2203', message, entry: name });
  }
  if (pair && pair.members.length === 0) {
    found.push({
      code: 'DPS2204',
      message: `the group ${entry.group} has no members: the call sends nothing`,
      entry: name,
    });
  }
  const oldest = Math.min(...(pair?.running ?? []).map(({ createdAt }) => createdAt));
  if (Number.isFinite(oldest)) {
    const message = `a distribution of package ${entry.package} to members of this group is under way for ${showDuration(input.now - oldest)}: it may be stuck`;
    found.push({ code: 'DPS2205', message, entry: name });
  }
  return found;
}

/** Distribution points that get the same package through two groups: every byte twice. */
function overlaps(coming: readonly PlannedEntry[], input: PlanInput): Warning[] {
  const byPackage = Map.groupBy(coming, ({ entry }) => `${entry.site}/${entry.package}`);
  return [...byPackage].flatMap(([name, entries]) => {
    if (entries.length < 2) return [];
    const reaching = new Map<string, { readonly point: string; readonly groups: string[] }>();
    for (const { entry } of entries) {
      for (const { id, name: point, onSiteServer } of knownOf(entry, input).pair?.members ?? []) {
        if (onSiteServer) continue;
        const seen = reaching.get(id) ?? { point, groups: [] };
        seen.groups.push(entry.group);
        reaching.set(id, seen);
      }
    }
    const twice = [...reaching.values()].filter(({ groups }) => groups.length > 1);
    const [first] = twice;
    if (!first || !entries[0]) return [];
    const points =
      twice.length > 1 ? `${first.point} and ${twice.length - 1} more get` : `${first.point} gets`;
    const message = `${points} package ${name} ${first.groups.length} times, through ${first.groups.join(' and ')}`;
    return [{ code: 'DPS2202', message, entry: showEntry(entries[0].entry) }];
  });
}
