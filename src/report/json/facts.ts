import { z } from 'zod';
import { readAs } from '../../model/config/form.ts';
import type { Digest } from '../../model/digest.ts';
import { type PackageId, type SiteCode, toGroupName } from '../../model/entry.ts';
import type { Facts, FactsOfSite, Sent } from '../../model/views/facts.ts';
import { API_VERSION, documentForm } from './document.ts';
import { DigestForm, ENTRY_NAMES, entryNames, isoTime, isoTimeOrNull, TimeForm } from './fields.ts';

// Facts are read back: each field of the form gives the noun that it stands for.
const MomentForm = TimeForm.transform((text) => Date.parse(text));
const SiteCodeForm = ENTRY_NAMES.site.transform((text) => text as SiteCode);
const PackageIdForm = ENTRY_NAMES.package.transform((text) => text as PackageId);
const GroupNameForm = z.string().transform(readAs(toGroupName, 'is no group name'));

const PackageForm = z.strictObject({
  id: PackageIdForm.describe('The PackageID, upper-case.'),
  name: z.string().describe('Its name at the site.'),
  bytes: z.int().min(0).nullable().describe('Its size; null where the site does not say.'),
  content: z.enum(['files', 'none', 'taskSequence']).describe('Whether there is anything to redistribute.'),
  sourceVersion: z.int().nullable().describe('Raised by every update of the distribution points.'),
  refreshedAt: MomentForm.nullable().describe('When the site read the source files last.'),
  sourceChangedAt: MomentForm.nullable().describe('When the source files were changed last.'),
});

const MemberForm = z.strictObject({
  id: z.string().describe('What tells the distribution point from every other.'),
  name: z.string().describe("The server's name."),
  onSiteServer: z.boolean().describe('A redistribution sends it nothing.'),
});

const GroupForm = z.strictObject({
  id: z.string().describe('GUID with its braces.'),
  name: z.string().describe('Its name at the site.'),
  members: z.array(MemberForm).describe('Its distribution points.'),
  assigned: z.array(PackageIdForm).describe('Packages that are assigned to it, among those asked about.'),
  unassigned: z.array(PackageIdForm).describe('Packages that are not.'),
});

const MissingForm = z.strictObject({
  packages: z.array(PackageIdForm).describe('Packages that are not there, or not to be seen.'),
  groups: z.array(GroupNameForm).describe('Groups that are not there, or not to be seen.'),
});

const SiteForm = z.strictObject({
  code: SiteCodeForm,
  packages: z.array(PackageForm).describe('The packages that are declared or were ever sent.'),
  groups: z.array(GroupForm).describe('The groups that are declared or were ever sent to.'),
  missing: MissingForm.describe('What was asked about and not found.'),
});

const SentForm = z
  .strictObject({
    site: SiteCodeForm,
    package: PackageIdForm,
    group: GroupNameForm.describe('The distribution point group, in the spelling that was declared.'),
    groupId: z.string().nullable().describe('The group that was called; null for an adopted entry.'),
    digest: DigestForm.transform((text) => text as Digest).describe('SHA-256 of what was sent.'),
    revision: z.string().describe('The revision that was sent.'),
    outcome: z.enum(['open', 'accepted', 'rejected', 'unknown', 'adopted']).describe('What became of it.'),
    finality: z
      .enum(['permanent', 'transient'])
      .nullable()
      .describe('What a rejection means for the next try; null where it is none.'),
    counts: z.boolean().describe('False for a rejection that uses up no retry.'),
    at: MomentForm.describe('When it ended, or began where it did not end.'),
    error: z
      .strictObject({
        code: z.string().describe('The code of the error.'),
        message: z.string().describe('What the site or dpsync said.'),
      })
      .nullable()
      .describe('Why it was not accepted; null where there is nothing to say.'),
  })
  .transform(({ site, package: id, group, ...sent }) => ({ ...sent, entry: { site, package: id, group } }));

/** The form of what `export` writes. */
export const FactsForm = documentForm(
  'Facts',
  'What was sent and what the sites showed, to plan without them.',
  {
    exportedAt: MomentForm.describe('What was sent later is not in it.'),
    sites: z.array(SiteForm).describe('Every site of the config.'),
    sent: z.array(SentForm).describe('Every attempt, oldest first.'),
  },
);

/** Facts as `export` writes them. */
type FactsDocument = z.input<typeof FactsForm>;
/** The same, whose attempts are made one by one as they are read: for writeJson. */
type FactsParts = Omit<FactsDocument, 'sent'> & {
  readonly sent: Iterable<FactsDocument['sent'][number]>;
};

/** The document of facts, which may hold a hundred thousand attempts. They can be read once. */
export function factsParts({ exportedAt, sites, sent }: Facts): FactsParts {
  return {
    apiVersion: API_VERSION,
    kind: 'Facts',
    exportedAt: isoTime(exportedAt),
    sites: sites.map(siteRow),
    sent: sentRows(sent),
  };
}

function siteRow({ code, packages, groups, missing }: FactsOfSite): FactsDocument['sites'][number] {
  return {
    code,
    packages: packages.map(({ refreshedAt, sourceChangedAt, ...found }) => ({
      ...found,
      refreshedAt: isoTimeOrNull(refreshedAt),
      sourceChangedAt: isoTimeOrNull(sourceChangedAt),
    })),
    groups: groups.map(({ id, name, members, assigned, unassigned }) => ({
      ...{ id, name, members: members.map((point) => ({ ...point })) },
      ...{ assigned: [...assigned], unassigned: [...unassigned] },
    })),
    missing: { packages: [...missing.packages], groups: [...missing.groups] },
  };
}

function* sentRows(sent: readonly Sent[]): Generator<FactsDocument['sent'][number]> {
  for (const { entry, at, error, ...row } of sent) {
    yield { ...entryNames(entry), ...row, at: isoTime(at), error: error && { ...error } };
  }
}
