// An account without rights or scope does not see a group at all: what it sees is the one thing of its rights that can be asked.
import { type Entry, groupKey } from '../model/entry.ts';
import type { Finding } from '../model/views/finding.ts';
import type { Site } from '../site/site.ts';
import { amount, some } from './amount.ts';
import { ok, warning } from './check.ts';

/** A site, and what is declared for it. */
interface Visible {
  readonly site: Site;
  readonly entries: readonly Entry[];
  readonly signal: AbortSignal | undefined;
}

/** Whether this account sees every group and package that is declared. */
export async function checkVisible(
  subject: string,
  { site, entries, signal }: Visible,
): Promise<readonly Finding[]> {
  if (entries.length === 0) return [ok(subject, 'nothing is declared for it yet')];
  const names = [...new Map(entries.map(({ group }) => [groupKey(group), group])).values()];
  const ids = [...new Set(entries.map((entry) => entry.package))];
  const [groups, packages] = await Promise.all([
    site.findGroups(names, signal),
    site.findPackages(ids, signal),
  ]);
  const missing = [
    ...names.filter((name) => !groups.get(groupKey(name))?.length),
    ...ids.filter((id) => !packages.has(id)),
  ];
  const all = `${amount(names.length, 'group')} and ${amount(ids.length, 'package')}`;
  if (missing.length === 0) {
    return [ok(subject, `shows all ${all} that are declared`, 'whether it lets them be sent, a call shows')];
  }
  return [
    warning(subject, {
      title: `does not show ${missing.length} of ${all} that are declared`,
      detail: some(missing),
      remedy:
        'Check the names; the account needs Read and Copy to Distribution Point on Distribution Point Groups and Distribution Points, Read on the packages, and a security scope that holds them.',
    }),
  ];
}
