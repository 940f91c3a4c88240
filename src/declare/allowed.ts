// Who may push to one source must not reach what another team looks after.

import { type Allow, allowsGroup, allowsPackage, allowsSite } from '../model/config/allow.ts';
import type { WrittenDocument } from '../model/declaration.ts';
import type { SiteCode } from '../model/entry.ts';
import type { Position } from '../model/origin.ts';
import type { TextProblem } from '../model/problem.ts';
import { textProblem } from './problem-codes.ts';
import { quote } from './yaml/quote.ts';

/** Every site, package and group of a document that its source may not declare, each at its place. */
export function forbiddenIn(
  document: WrittenDocument,
  site: SiteCode | null,
  allow: Allow,
): readonly TextProblem[] {
  const { packages, groups } = document;
  return [
    ...(site && !allowsSite(allow, site)
      ? [forbidden(document.site ?? document, `the site ${site}`, allow.sites)]
      : []),
    ...packages
      .filter(({ id }) => !allowsPackage(allow, id))
      .map((place) => forbidden(place, `the package ${place.id}`, allow.packages)),
    ...groups
      .filter(({ name }) => !allowsGroup(allow, name))
      .map((place) => forbidden(place, `the group ${quote(place.name)}`, allow.groups)),
  ];
}

const MOST_SHOWN = 5;

function forbidden(place: Position, what: string, patterns: readonly string[] = []): TextProblem {
  const shown = patterns.slice(0, MOST_SHOWN).map(quote).join(', ');
  const more = patterns.length - MOST_SHOWN;
  const allowed = `${shown || 'none'}${more > 0 ? ` and ${more} more` : ''}`;
  const message = `This source may not declare ${what}; it may declare ${allowed} ("allow" in the config). Remove it, or ask the operator to allow it.`;
  return textProblem('notAllowed', place, message);
}
