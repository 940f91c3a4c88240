import type { Finding } from '../../model/views/finding.ts';
import { summariseFindings } from '../findings-summary.ts';
import type { Tone } from './layout/colour.ts';
import { count, number } from './layout/count.ts';
import { line, print, type Section, title } from './layout/layout.ts';
import { list } from './layout/list.ts';
import { type Column, table } from './layout/table.ts';
import type { Text } from './layout/text.ts';
import { listed } from './mistakes.ts';

const TONES: Readonly<Record<Finding['kind'], Tone>> = { ok: 'good', warning: 'change', failure: 'bad' };

const COLUMNS: readonly Column<Finding>[] = [
  { text: ({ kind }) => kind, tone: ({ kind }) => TONES[kind] },
  { text: ({ subject }) => subject },
  { text: ({ title: name }) => name },
  { text: ({ kind, detail }) => (kind === 'ok' ? detail : ''), below: true, tone: () => 'faint' },
];

/** What doctor found, for people: everything in one list, then what to do about what is not well. */
export function doctorText(findings: readonly Finding[], text: Text): string {
  const of = (wanted: Finding['kind']) => findings.filter(({ kind }) => kind === wanted);
  const { ok, warning, failure } = summariseFindings(findings);
  const summary = list([
    `${number(ok)} ok`,
    warning > 0 ? count(warning, 'warning') : '',
    failure > 0 ? count(failure, 'failure') : '',
  ]);
  return print(
    [
      ...(text.quiet ? [] : [[table(findings, COLUMNS)]]),
      listed('Failures', of('failure'), remedyLines),
      listed('Warnings', of('warning'), remedyLines),
      [title(`${summary}.`)],
    ],
    text,
  );
}

function remedyLines({ kind, subject, title: name, detail, remedy }: Finding): Section {
  return [
    line(`${subject}: ${name}`, TONES[kind], 2),
    ...(detail === '' ? [] : [line(detail, undefined, 4)]),
    ...(remedy === null ? [] : [line(`→ ${remedy}`, 'busy', 4)]),
  ];
}
