import type { Validation } from '../../model/validation.ts';
import { count } from './count.ts';
import { list } from './list.ts';
import { conflictSection, problemSection, skippedSection } from './mistakes.ts';
import { line, print, type Section, title } from './paper.ts';
import type { Text } from './text.ts';

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

function summarySection({ files, entries, foreign, problems, conflicts }: Validation): Section {
  if (files === 0) return [title('No file to check.'), line('Declarations are files named *.yaml or *.yml.')];
  const looked = list([
    count(files, 'file'),
    count(entries, 'entry', 'entries'),
    foreign > 0 ? `${count(foreign, 'foreign document')} ignored` : '',
  ]);
  const wrong = list([
    problems.length > 0 ? count(problems.length, 'problem') : '',
    conflicts.length > 0 ? count(conflicts.length, 'conflict') : '',
  ]);
  return [title(`${looked}: ${wrong || 'no problems'}.`)];
}
