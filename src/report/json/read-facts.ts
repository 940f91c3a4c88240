// Facts come from a pipeline's artifact: nothing in them is believed before it has the form.
import type { z } from 'zod';
import type { Digest } from '../../model/digest.ts';
import { type GroupName, type PackageId, type SiteCode, toGroupName } from '../../model/entry.ts';
import { messageOf } from '../../model/failure.ts';
import type { Facts, FactsOfSite, Sent } from '../../model/views/facts.ts';
import { type FactsDocument, FactsForm } from './facts.ts';

/** Facts, or what is wrong with the text that should hold them, a sentence each. */
export type ReadFacts = { readonly facts: Facts } | { readonly mistakes: readonly [string, ...string[]] };

/** As many as somebody reads. */
const SHOWN = 5;

/** Reads what `export` wrote. */
export function readFacts(text: string): ReadFacts {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { mistakes: [`it is no JSON: ${messageOf(error)}`] };
  }
  const checked = FactsForm.safeParse(value);
  if (checked.success) return { facts: factsIn(checked.data) };
  const [first, ...more] = checked.error.issues.slice(0, SHOWN).map(describe);
  return { mistakes: [first ?? 'it has another form', ...more] };
}

function describe({ path, message }: z.core.$ZodIssue): string {
  const place = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return `${place.replace(/^\./, '') || 'the document'}: ${message}`;
}

function factsIn({ exportedAt, sites, sent }: FactsDocument): Facts {
  return { exportedAt: Date.parse(exportedAt), sites: sites.map(siteIn), sent: sent.map(sentIn) };
}

// The form vouches for the brands.
const idOf = (text: string) => text as PackageId;
const nameOf = (text: string) => toGroupName(text) as GroupName;

function siteIn({ code, packages, groups, missing }: FactsDocument['sites'][number]): FactsOfSite {
  return {
    code: code as SiteCode,
    packages: packages.map((found) => ({
      ...found,
      id: idOf(found.id),
      refreshedAt: timeIn(found.refreshedAt),
      sourceChangedAt: timeIn(found.sourceChangedAt),
    })),
    groups: groups.map((group) => ({
      ...group,
      assigned: group.assigned.map(idOf),
      unassigned: group.unassigned.map(idOf),
    })),
    missing: { packages: missing.packages.map(idOf), groups: missing.groups.map(nameOf) },
  };
}

function sentIn({ site, package: id, group, at, digest, ...row }: FactsDocument['sent'][number]): Sent {
  const entry = { site: site as SiteCode, package: idOf(id), group: nameOf(group) };
  return { ...row, entry, digest: digest as Digest, at: Date.parse(at) };
}

function timeIn(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}
