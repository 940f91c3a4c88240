import type { Declaration, WrittenDocument } from '../model/declaration.ts';
import { digestOf } from '../model/digest.ts';
import { entryKey } from '../model/entry.ts';
import type { TextProblem } from '../model/problem.ts';
import { forbiddenIn } from './allowed.ts';
import type { Expand, Rules } from './declare.ts';
import { textProblem } from './problem-codes.ts';
import { shortened } from './yaml/fault.ts';

/** Expands a reading into its entries: every document's packages × groups, in the order of the text. */
export const expand: Expand = (reading, rules, declaredBefore) => {
  const unreadable = declaredBefore && reading.unreadable ? [reading.unreadable] : [];
  const problems = [
    ...reading.problems,
    ...unreadable,
    ...siteProblems(reading.documents, rules),
    ...allowProblems(reading.documents, rules),
  ];
  if (problems.length > 0) return { kind: 'broken', problems: shortened(problems) };
  const declarations = reading.documents.flatMap((document) => expandDocument(document, rules));
  // They stay in memory, a hundred thousand times: flatMap leaves room for 16 more, a copy of it leaves none.
  return { kind: 'declares', declarations: declarations.slice(), foreign: reading.foreign };
};

function siteProblems(
  documents: readonly WrittenDocument[],
  { sites, onlySite }: Rules,
): readonly TextProblem[] {
  const known = sites && `the config has ${sites.join(', ') || 'none'}`;
  return documents.flatMap((document) => {
    const { site } = document;
    if (site && sites && !sites.includes(site.code)) {
      const message = `There is no site ${site.code}: ${known}. Correct it, or add the site to the config.`;
      return [textProblem('siteUnknown', site, message)];
    }
    if (!site && !onlySite) {
      const message = `No site is named, and there is no single one (${known ?? 'no config is at hand'}): add "site" to "spec".`;
      return [textProblem('siteMissing', document, message)];
    }
    return [];
  });
}

function allowProblems(
  documents: readonly WrittenDocument[],
  { allow, onlySite }: Rules,
): readonly TextProblem[] {
  if (!allow) return [];
  return documents.flatMap((document) => forbiddenIn(document, document.site?.code ?? onlySite, allow));
}

function expandDocument(document: WrittenDocument, { onlySite }: Rules): readonly Declaration[] {
  const site = document.site?.code ?? onlySite;
  if (!site) return [];
  const { name, labels, reason, wave, suspend, notBefore, notAfter } = document;
  return document.packages.flatMap(({ line, column, id, revision: own }) => {
    const revision = own ?? document.revision;
    return document.groups.map((group) => {
      const entry = { site, package: id, group: group.name };
      return {
        line,
        column,
        key: entryKey(entry),
        entry,
        digest: digestOf(entry, revision),
        revision,
        name,
        labels,
        reason,
        wave,
        suspend,
        notBefore,
        notAfter,
      };
    });
  });
}
