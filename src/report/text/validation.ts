import type { Validation } from '../../model/views/validation.ts';
import { count } from './layout/count.ts';
import { line, print, type Section, title } from './layout/layout.ts';
import { list } from './layout/list.ts';
import type { Text } from './layout/text.ts';
import { conflictSection, problemSection, skippedSection } from './mistakes.ts';

/** What `validate` found, for people: everything that is wrong with its place, and the counts. */
export function validationText(validation: Validation, text: Text): string {
  const advice = [
    skippedSection(validation.skipped),
    problemSection('Warnings', validation.warnings, 'change'),
  ];
  return print(
    [
      ...(text.quiet ? [] : advice),
      conflictSection(validation.conflicts),
      problemSection('Problems', validation.problems, 'bad'),
      summarySection(validation),
    ],
    text,
  );
}

function summarySection(validation: Validation): Section {
  const summary = title(validationSummary(validation));
  return validation.files > 0 ? [summary] : [summary, line('Declarations are files named *.yaml or *.yml.')];
}

/** What was looked at, and how much of it is wrong, in one line: `2 files, 3 entries: no problems.` */
export function validationSummary({ files, entries, foreign, problems, conflicts }: Validation): string {
  if (files === 0) return 'No file to check.';
  const looked = list([
    count(files, 'file'),
    count(entries, 'entry', 'entries'),
    foreign > 0 ? `${count(foreign, 'foreign document')} ignored` : '',
  ]);
  const wrong = list([
    problems.length > 0 ? count(problems.length, 'problem') : '',
    conflicts.length > 0 ? count(conflicts.length, 'conflict') : '',
  ]);
  return `${looked}: ${wrong || 'no problems'}.`;
}
