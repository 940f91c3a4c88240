import { z } from 'zod';
import type { Distribution, EntryStatus, PointHealth } from '../../model/views/status.ts';
import { needsAttention } from '../attention.ts';
import { worstFirst } from '../points.ts';
import { API_VERSION, documentForm } from './document.ts';
import { ENTRY_NAMES, entryNames, HeldForm, heldRow, isoTimeOrNull, TimeForm } from './fields.ts';

const COUNT = z.int().min(0);
const PointForm = z.strictObject({
  name: z.string().describe('The distribution point.'),
  state: z
    .enum(['success', 'inProgress', 'failed', 'unknown'])
    .describe('How far it is. unknown: nothing newer than the call was said yet.'),
  messageId: z.int().nullable().describe("The id of the site's newest message; null where it said nothing."),
  message: z.string().nullable().describe('What that id means; null where nobody has described it.'),
  at: TimeForm.nullable().describe('When the site said so; null where it said nothing.'),
});
const DistributionForm = z.strictObject({
  success: COUNT.describe('Distribution points that have the content.'),
  inProgress: COUNT.describe('Those that are receiving it.'),
  failed: COUNT.describe('Those that failed.'),
  unknown: COUNT.describe('Those that said nothing.'),
  points: z.array(PointForm).describe('Each of them, failed ones first.'),
});

const EntryStatusForm = z.strictObject({
  ...ENTRY_NAMES,
  sync: z
    .enum(['Synced', 'OutOfSync', 'Held', 'Failed', 'Unknown'])
    .describe('Whether what is declared was called.'),
  health: z
    .enum(['Healthy', 'Progressing', 'Degraded', 'Unknown'])
    .describe("Whether the content arrived, from the site's distribution status; never merged with sync."),
  revision: z
    .string()
    .nullable()
    .describe('The declared revision; null where it is declared with different ones.'),
  appliedRevision: z.string().nullable().describe('The revision applied last; null where there is none.'),
  appliedCommit: z.string().nullable().describe('The commit that declared it.'),
  appliedAt: TimeForm.nullable().describe('When it was applied.'),
  message: z.string().describe('What there is to say; empty where there is nothing.'),
  held: HeldForm.nullable().describe('Why it is held; null where it is not.'),
  distribution: DistributionForm.nullable().describe(
    'How far the content is; null where the site was not asked.',
  ),
});

/** The form of `status -o json`. */
export const StatusForm = documentForm('Status', 'What the ledger knows of each entry.', {
  entries: z.array(EntryStatusForm).describe('Without --all: what is not Synced or is Degraded.'),
});

/** What the ledger knows of each entry, as `-o json` writes it. */
export type StatusDocument = z.infer<typeof StatusForm>;

/** The document of these entries. `all`: those that need no attention as well. */
export function statusDocument(entries: readonly EntryStatus[], all: boolean): StatusDocument {
  const shown = all ? entries : entries.filter(needsAttention);
  return { apiVersion: API_VERSION, kind: 'Status', entries: shown.map(entryRow) };
}

function entryRow(status: EntryStatus): StatusDocument['entries'][number] {
  return {
    ...entryNames(status.entry),
    sync: status.sync,
    health: status.health,
    revision: status.revision,
    appliedRevision: status.appliedRevision,
    appliedCommit: status.appliedCommit,
    appliedAt: isoTimeOrNull(status.appliedAt),
    message: status.message,
    held: status.held && heldRow(status.held),
    distribution: status.distribution && distributionRow(status.distribution),
  };
}

function distributionRow(distribution: Distribution): z.infer<typeof DistributionForm> {
  const { success, inProgress, failed, unknown } = distribution;
  return {
    success,
    inProgress,
    failed,
    unknown,
    points: worstFirst(distribution).map(pointRow),
  };
}

function pointRow({ name, state, messageId, message, at }: PointHealth): z.infer<typeof PointForm> {
  return { name, state, messageId, message, at: isoTimeOrNull(at) };
}
