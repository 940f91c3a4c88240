import { z } from 'zod';
import type { PlannedEntry } from '../../model/plan.ts';
import { DigestForm, ENTRY_NAMES, entryNames, HeldForm, heldRow, PLACE_FIELDS } from './fields.ts';

const OriginForm = z
  .strictObject({
    source: PLACE_FIELDS.source,
    commit: z.string().describe('The last commit that changed the file.'),
    author: z.string().describe('The author of that commit.'),
    file: PLACE_FIELDS.file,
    line: PLACE_FIELDS.line,
    column: PLACE_FIELDS.column,
  })
  .meta({ id: 'Origin', description: 'Where an entry is declared, and by which commit.' });

const RevisionForm = z.strictObject({
  from: z
    .string()
    .nullable()
    .describe('The revision applied last; null where none was accepted, adopted or unknown.'),
  to: z
    .string()
    .nullable()
    .describe('The declared revision; null where it is gone or declared with different ones.'),
});

const CostForm = z.strictObject({
  bytes: z.int().min(0).describe('Bytes that the call would send.'),
  distributionPoints: z.int().min(0).describe('Distribution points that would receive them.'),
});

/** What happens to one entry now, and why. */
export const PlannedEntryForm = z
  .strictObject({
    source: PLACE_FIELDS.source,
    site: ENTRY_NAMES.site,
    package: ENTRY_NAMES.package,
    packageName: z
      .string()
      .nullable()
      .describe("The package's name at the site; null where it was not asked."),
    group: ENTRY_NAMES.group,
    action: z.enum(['redistribute', 'hold', 'none', 'forget']).describe('What would happen now.'),
    run: z.string().nullable().describe('The run in which it became due; null where nothing of it is due.'),
    cause: z
      .enum(['new', 'changed', 'retry', 'removed', 'sentBefore', 'renamed', 'unchanged'])
      .describe('Why. renamed: its group, package and revision were sent under another name of the group.'),
    revision: RevisionForm.describe('From the applied to the declared revision.'),
    digest: DigestForm.nullable().describe('SHA-256 of its meaning; null where revision.to is.'),
    reason: z.string().nullable().describe('The declared reason; it never triggers.'),
    wave: z.int().describe('Lower waves go first.'),
    declaredAt: z.array(OriginForm).describe('Every place that declares it; empty where it is gone.'),
    held: HeldForm.nullable().describe('Why it is held; null unless action is hold.'),
    cost: CostForm.nullable().describe('What the call would send; null where it is not known.'),
  })
  .meta({ id: 'PlannedEntry', description: 'What happens to one entry now, and why.' });

/** A planned entry as documents write it. */
export function plannedEntryRow(planned: PlannedEntry): z.infer<typeof PlannedEntryForm> {
  const { site, package: packageId, group } = entryNames(planned.entry);
  return {
    source: planned.source,
    site,
    package: packageId,
    packageName: planned.packageName,
    group,
    action: planned.action,
    run: planned.run,
    cause: planned.cause,
    revision: { from: planned.revision.from, to: planned.revision.to },
    digest: planned.digest,
    reason: planned.reason,
    wave: planned.wave,
    declaredAt: planned.declaredAt.map(originRow),
    held: planned.held && heldRow(planned.held),
    cost: planned.cost && { bytes: planned.cost.bytes, distributionPoints: planned.cost.distributionPoints },
  };
}

function originRow(origin: PlannedEntry['declaredAt'][number]): z.infer<typeof OriginForm> {
  const { source, commit, author, file, line, column } = origin;
  return { source, commit, author, file, line, column };
}
