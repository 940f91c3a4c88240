// A name from git or from a site is nothing but text, on every host: no markup, no mention, no link, no picture.
import { escapeText } from '../text/layout/escape.ts';

/**
 * What must not touch what follows it, in any text that a host finds once the markup is read, because hosts make links and
 * messages of it there, where neither a backslash nor an entity helps (github/cmark-gfm issue 181):
 * `@name #1 !1 ~label %milestone $snippet &epic ^alert :emoji: *iteration: [issue:1] {+added+} any://thing //thing` (GitLab's
 * lib/banzai/filter), `www.` and `GH-1` (GitHub's "Autolinked references").
 */
const REFERENCE = [
  /[@#!~%$&^*[{](?=\S)/u,
  /:(?=(?!\d\d:)[\w+-]+:)/u,
  /\/(?=\/)/u,
  /(?<=www)\.(?=\S)/u,
  /(?<=\p{L})-(?=\d)/u,
];
/** What hosts take for the id of a commit: seven hexadecimal digits or more. */
const COMMIT = /(?<![0-9a-z])[0-9a-f]{7,}(?![0-9a-z])/u;
/** What markdown reads; the dot of a bare domain is made a link by some readers. */
const MARKUP = /[\\`*_[\]<>|@#~$&^]|\.(?=\p{L})/u;

const SPECIAL = new RegExp(
  `(${REFERENCE.map(({ source }) => source).join('|')})|(${COMMIT.source})|${MARKUP.source}`,
  'giu',
);

/**
 * The text as markdown that reads as this text and as nothing else, on GitHub, GitLab and Azure DevOps. White space is one
 * space; control characters and direction marks are written out, as on the terminal. What is longer than `most` UTF-16
 * units is cut, before it becomes markdown.
 */
export function escapeMarkdown(text: string, most = Infinity): string {
  const shown = escapeText(text.replace(/\s+/gu, ' ').trim());
  return shorten(shown, most).replace(SPECIAL, (special: string, reference?: string, commit?: string) => {
    if (reference !== undefined) return apart(entities(reference));
    return commit === undefined ? entities(special) : commit.replace(/.{1,6}/g, apart);
  });
}

/** By length, not by width: a thousand marks over one letter are as wide as the letter. */
function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** An element of its own, which every host keeps and nobody sees: a host looks for references in one piece of text. */
function apart(markdown: string): string {
  return `<span>${markdown}</span>`;
}

/** Hexadecimal: in a decimal one, `&#35;`, a reader of the raw text would find the work item 35. */
function entities(characters: string): string {
  return characters.replace(/./gu, (one) => `&#x${one.codePointAt(0)?.toString(16)};`);
}
