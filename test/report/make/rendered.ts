import MarkdownIt from 'markdown-it';

const MARKDOWN = new MarkdownIt({ html: true, linkify: true });

/** What a reader of GitHub-flavoured markdown makes of a text. */
export interface Rendered {
  readonly html: string;
  /** Every tag, in order, without those that keep characters apart. */
  readonly tags: readonly string[];
  /** The pieces of text between two tags, as people see them. */
  readonly pieces: readonly string[];
  /** All pieces in one; a piece that belongs to another element is on another line. */
  readonly text: string;
}

/** Renders with tables, HTML and links that are found in the text, as the hosts do. */
export function rendered(markdown: string): Rendered {
  const html = MARKDOWN.render(markdown);
  const joined = html.replace(/<\/?span>/g, '');
  return {
    html,
    tags: joined.match(/<[^>]*>/g) ?? [],
    pieces: piecesOf(html),
    text: piecesOf(joined).join('\n'),
  };
}

function piecesOf(html: string): readonly string[] {
  const pieces = html.split(/<[^>]*>/).map((piece) => piece.replace(/&(\w+);/g, decoded));
  return pieces.filter((piece) => piece.trim() !== '');
}

const NAMES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

function decoded(entity: string, name: string): string {
  return NAMES[name] ?? entity;
}
