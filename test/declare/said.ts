import { expand } from '../../src/declare/expand.ts';
import { readText } from '../../src/declare/read.ts';
import type { TextProblem } from '../../src/model/problem.ts';

/** What a text says, a line for each thing: its entries, problems and warnings, and how much of it is foreign. */
export function said(text: string | Uint8Array): readonly string[] {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const reading = readText({ blob: 'blob', bytes });
  const expanded = expand(reading, { sites: null, onlySite: null, allow: null }, false);
  const declarations = expanded.kind === 'declares' ? expanded.declarations : [];
  return [
    ...declarations.map((one) => `${one.line}:${one.column} ${one.key} @ ${JSON.stringify(one.revision)}`),
    ...reading.problems.map(shown),
    ...reading.warnings.map((warning) => `warning ${shown(warning)}`),
    ...(reading.unreadable ? [`unreadable ${shown(reading.unreadable)}`] : []),
    ...(reading.foreign > 0 ? [`${reading.foreign} foreign`] : []),
  ];
}

function shown({ line, column, code, message }: TextProblem): string {
  return `${line}:${column} ${code} ${message}`;
}
