import { count, number } from '../text/layout/count.ts';
import type { Document, Part } from './document.ts';
import { escapeMarkdown } from './escape.ts';
import type { Table } from './table.ts';

/** How much of a document there is room for. */
export interface Room {
  /** The first so many parts. */
  readonly parts: number;
  /** So many rows of each table. */
  readonly rows: number;
  readonly foot: boolean;
  /** Says of everything that it is left out: as long as it can become with so many parts and rows. */
  readonly reserve?: true;
}

// A longer table is folded, so that the whole comment is seen at once.
const LONGEST_UNFOLDED = 10;
const LONGEST_NOTE = 600;

/** The document as markdown, as far as there is room. */
export function print(document: Document, room: Room): string {
  const { title, summary, notes, parts, foot, command } = document;
  const blocks = [
    `## ${escapeMarkdown(title)}`,
    `**${escapeMarkdown(summary)}**`,
    ...notes.map(paragraph),
    ...parts.slice(0, room.parts).flatMap((part) => partBlocks(part, room, command)),
    ...missingParts(room.reserve ? parts : parts.slice(room.parts), command),
    ...(room.foot && foot.length > 0 ? ['---', ...foot.map(paragraph)] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function paragraph(text: string): string {
  return escapeMarkdown(text, LONGEST_NOTE);
}

function partBlocks({ title, notes, table }: Part, { rows, reserve }: Room, command: string): string[] {
  const shown = table.rows.slice(0, rows);
  const missing = reserve ? table.total : table.total - shown.length;
  return [
    `### ${escapeMarkdown(title)}`,
    ...notes.map(paragraph),
    ...(shown.length > 0 ? gridBlocks(table, shown) : []),
    ...(missing > 0 ? [`… and ${number(missing)} more; ${all(command)}`] : []),
  ];
}

function gridBlocks({ head, total }: Table, shown: readonly string[]): readonly string[] {
  const grid = [head, ...shown].join('\n');
  if (total <= LONGEST_UNFOLDED) return [grid];
  // Inside of an element a table is read only after an empty line.
  return [`<details><summary>Show ${count(shown.length, 'row')}</summary>`, grid, '</details>'];
}

function missingParts(parts: readonly Part[], command: string): readonly string[] {
  if (parts.length === 0) return [];
  const rows = parts.reduce((sum, { table }) => sum + table.total, 0);
  return [`… and ${count(parts.length, 'more table')} of ${count(rows, 'row')}; ${all(command)}`];
}

function all(command: string): string {
  return `\`${command}\` shows all.`;
}
