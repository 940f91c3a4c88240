import type { FaultPage } from '../model/error-page.ts';
import type { Position } from '../model/origin.ts';
import type { TextProblem } from '../model/problem.ts';

/** A problem's code, which stays the same for ever, and its page: what `explain CODE` shows. */
interface ProblemCode extends FaultPage {
  readonly code: `DPS1${number}`;
  /** A text that has the problem; null where no text has it by itself. */
  readonly example: string | null;
}

const DOCUMENT = `apiVersion: dpsync/v1
kind: Redistribution
metadata:
  name: office-content
spec:
  site: P01
  packages:
    - P0100012
  distributionPointGroups:
    - Branch Offices EU
`;

/** The document with one more line in its `spec`. */
const adding = (line: string) => `${DOCUMENT}  ${line}\n`;

/** The document with something else in one place. */
const having = (written: string, instead: string) => DOCUMENT.replace(written, instead);

/** Every problem that a text can have. Codes are never given to another problem, and never taken back. */
export const PROBLEM_CODES = {
  notUtf8: {
    code: 'DPS1001',
    title: 'The file is not UTF-8',
    meaning:
      'Declarations are UTF-8, with a byte order mark or without. This file has bytes that are not, so its names cannot be told.',
    example: `# saved as Windows-1252\n${having('EU', 'Süd')}`,
    remedy: 'Save the file as UTF-8.',
  },
  utf16: {
    code: 'DPS1002',
    title: 'The file is UTF-16',
    meaning:
      'The file begins with the byte order mark of UTF-16, as some editors and a redirection in Windows PowerShell write it.',
    example: `# saved as UTF-16\n${DOCUMENT}`,
    remedy: 'Save the file as UTF-8; in PowerShell: Out-File -Encoding utf8.',
  },
  tooLarge: {
    code: 'DPS1003',
    title: 'The file is larger than 1 MiB',
    meaning: 'A file is read up to 1 MiB, so that no single one can stop all others.',
    example: having('- P0100012', '- P0100012 # and so on, more than a MiB of it'),
    remedy: 'Divide the file into several.',
  },
  tooDeep: {
    code: 'DPS1004',
    title: 'The YAML is nested deeper than 64 levels',
    meaning:
      'Lists and maps stand in one another more than 64 times. No declaration needs that; a text that does it is a mistake or an attack.',
    example: adding(`reason: ${'['.repeat(70)}`),
    remedy: 'Write it flatter, or put the text in quotes.',
  },
  tooManyEntries: {
    code: 'DPS1005',
    title: 'The file declares more than 100,000 entries',
    meaning:
      'A file declares its packages times its groups, summed over its documents. The count passed the limit at the document that is named.',
    example: having('- P0100012', '- P0100012 # and so on').replace(
      '- Branch Offices EU',
      '- Branch Offices EU # and so on',
    ),
    remedy: 'Divide the file into several; look whether every package is meant for every group.',
  },
  tooManyAliases: {
    code: 'DPS1006',
    title: 'An anchor is used too often',
    meaning:
      'Each use of an anchor stands for all that is in it, so a few lines can stand for a billion. The content of one anchor may be used 100 times.',
    example: having('- P0100012', '- &office P0100012\n    - *office # and so on'),
    remedy: 'Write the content out.',
  },
  tooManyDirectives: {
    code: 'DPS1007',
    title: 'A document has more than 16 directives',
    meaning:
      'Lines that begin with % are directives of YAML. A declaration needs none, and many of them make a text slow to read.',
    example: `%NOTE text # and so on\n---\n${DOCUMENT}`,
    remedy: 'Remove the lines.',
  },
  tooManyProblems: {
    code: 'DPS1008',
    title: 'The file has more problems than are listed',
    meaning: 'The first 100 problems of a file are listed; there are more behind them.',
    example: having('- P0100012', '- P01-12 # and so on'),
    remedy: 'Correct those that are listed to see the others.',
  },
  lfsPointer: {
    code: 'DPS1009',
    title: 'The file is a git LFS pointer',
    meaning:
      'The repository has a pointer in the place of the file: its text lies in the store of git LFS, which is not asked.',
    example: `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d7a'.repeat(16)}\nsize 523\n`,
    remedy: 'Take declarations out of LFS (.gitattributes) and commit their text.',
  },
  readerBroke: {
    code: 'DPS1010',
    title: 'The file cannot be read in time',
    meaning:
      'Reading it took longer than a minute, or more memory than one file may take. Other files were read.',
    example: null,
    remedy: 'Make the file smaller and simpler; if it is neither large nor strange, report it.',
  },

  notYaml: {
    code: 'DPS1020',
    title: 'The file is not valid YAML',
    meaning:
      'The text breaks the rules of YAML at the place that is named, often one line earlier: a missing quote, a colon without a space, an indentation with tabs.',
    example: adding('reason: "CHG0012345'),
    remedy: 'Correct the text at that place; an editor with YAML support marks it.',
  },
  duplicateKey: {
    code: 'DPS1021',
    title: 'A key is there twice',
    meaning: 'The same key stands twice in one map, and which one is meant cannot be told.',
    example: adding('site: P02'),
    remedy: 'Keep one of the two.',
  },
  keyNotText: {
    code: 'DPS1022',
    title: 'A key is not plain text',
    meaning: 'What stands before the colon is a list or a map.',
    example: adding('? [wave, revision]\n  : 1'),
    remedy: 'Write the key as one word.',
  },
  tag: {
    code: 'DPS1023',
    title: 'A value has a YAML tag',
    meaning:
      'A tag such as !!int asks for a type. Every value is taken as the text that stands there, so a tag means nothing.',
    example: adding('wave: !!int 3'),
    remedy: 'Remove the tag.',
  },
  unknownAlias: {
    code: 'DPS1024',
    title: 'An alias has no anchor before it',
    meaning: '*name stands for what &name marked earlier in the same document, and nothing is marked so.',
    example: having('- P0100012', '- *office'),
    remedy: 'Mark the content with &name before its first use, or write it out.',
  },
  cyclicAlias: {
    code: 'DPS1025',
    title: 'An alias stands inside its own anchor',
    meaning: '*name stands inside of what &name marks, so it would hold itself.',
    example: having('packages:\n    - P0100012', 'packages: &all\n    - *all'),
    remedy: 'Write the content out.',
  },

  otherVersion: {
    code: 'DPS1030',
    title: 'The apiVersion is not one that this program reads',
    meaning: 'The document says that it is of a form that this program does not know.',
    example: having('dpsync/v1', 'dpsync/v2'),
    remedy: 'Write apiVersion: dpsync/v1, or update dpsync.',
  },
  otherKind: {
    code: 'DPS1031',
    title: 'The kind is not one that a source may hold',
    meaning: 'The document has the apiVersion of dpsync and a kind that no source may hold.',
    example: having('Redistribution', 'Redistributions'),
    remedy: 'Write kind: Redistribution.',
  },
  configInSource: {
    code: 'DPS1032',
    title: 'A config stands in a source',
    meaning:
      'A config says which sites are called and by whom. It belongs to the operator and is never read from what others may change.',
    example: 'apiVersion: dpsync/v1\nkind: Config\nledger: sqlite:dpsync.db\n',
    remedy: 'Move the file out of the path of the source.',
  },

  unknownField: {
    code: 'DPS1040',
    title: 'A field is not known',
    meaning:
      'The field is not one of the form. It is not passed over, for it may be a misspelt one that was meant to hold something back.',
    example: adding('revison: 2'),
    remedy: 'Correct the name, or remove the field.',
  },
  missingField: {
    code: 'DPS1041',
    title: 'A required field is missing',
    meaning: 'A declaration needs a name, one package or more, and one group or more.',
    example: having('  packages:\n    - P0100012\n', ''),
    remedy: 'Add the field.',
  },
  wrongShape: {
    code: 'DPS1042',
    title: 'Text, a list or a map stands where another of them is needed',
    meaning:
      'The field is known, and its value is of another shape: one text in the place of a list, a list in the place of a map.',
    example: having('packages:\n    - P0100012', 'packages: P0100012'),
    remedy: 'Write the shape that the message names.',
  },
  emptyList: {
    code: 'DPS1043',
    title: 'A list is empty',
    meaning: 'Without a package or a group nothing is declared.',
    example: having('packages:\n    - P0100012', 'packages: []'),
    remedy: 'Write one item or more, or remove the document.',
  },
  badText: {
    code: 'DPS1044',
    title: 'A text is empty or cannot be stored',
    meaning:
      'A name, a revision and the like need at least one character; half of a surrogate pair (from an escape such as \\uD83D) cannot be stored.',
    example: adding("revision: ''"),
    remedy: 'Write the text.',
  },
  badPackageId: {
    code: 'DPS1045',
    title: 'A PackageID is not 8 letters and digits',
    meaning:
      'Configuration Manager gives a package an id of 8 letters and digits: the site code, then five digits or letters.',
    example: having('P0100012', 'P01-00012'),
    remedy: 'Copy the PackageID from the console.',
  },
  badSite: {
    code: 'DPS1046',
    title: 'A site code is not 3 letters and digits',
    meaning: 'A site code has 3 letters and digits.',
    example: having('P01', 'P1'),
    remedy: 'Write the code as the console shows it.',
  },
  badGroup: {
    code: 'DPS1047',
    title: 'A group name is empty, too long or holds a control character',
    meaning: 'A group name has 1 to 255 characters, none of them a line break or another control character.',
    example: having('- Branch Offices EU', '- ""'),
    remedy: 'Write the name as the console shows it.',
  },
  badWave: {
    code: 'DPS1048',
    title: 'A wave is not an integer',
    meaning: 'Lower waves go first, so each must be an integer.',
    example: adding('wave: first'),
    remedy: 'Write an integer, such as 0, 10 or -1.',
  },
  badSuspend: {
    code: 'DPS1049',
    title: 'suspend is neither true nor false',
    meaning:
      'YAML has many words for yes; here only true and false mean something, so that nothing is sent by a guess.',
    example: adding('suspend: yes'),
    remedy: 'Write true or false.',
  },
  badTime: {
    code: 'DPS1050',
    title: 'A time is not a date and time with an offset',
    meaning: 'A time without an offset means another moment on every machine.',
    example: adding('notBefore: 2026-12-01 22:00'),
    remedy: 'Write a date, a time and an offset: 2026-12-01T22:00:00Z or 2026-12-01T23:00:00+01:00.',
  },
  timesReversed: {
    code: 'DPS1051',
    title: 'notAfter is before notBefore',
    meaning: 'The time after which nothing is sent lies before the one from which on something may be.',
    example: adding('notBefore: 2026-12-05T06:00:00Z\n  notAfter: 2026-12-01T22:00:00Z'),
    remedy: 'Exchange or correct them.',
  },
  badMembers: {
    code: 'DPS1052',
    title: 'members is not all',
    meaning: 'A redistribution to a group always goes to all of its members: the site offers nothing else.',
    example: adding('members: failed'),
    remedy: 'Write all, or remove the field.',
  },
  tooLong: {
    code: 'DPS1053',
    title: 'A text is longer than it may be',
    meaning:
      'A name, a revision, and the key and value of a label have at most 256 characters, a reason 2,000: each is kept and shown for every call.',
    example: adding(`revision: ${'2026-11-20 '.repeat(24)}`),
    remedy: 'Shorten it; what needs more words belongs into a comment or a ticket.',
  },

  siteMissing: {
    code: 'DPS1060',
    title: 'No site is named, and there is no single one',
    meaning: 'A document may leave the site out only where the config has exactly one.',
    example: having('  site: P01\n', ''),
    remedy: 'Add site to spec; for validate of a folder, give --site.',
  },
  siteUnknown: {
    code: 'DPS1061',
    title: 'The config has no such site',
    meaning: 'The document names a site that the config does not have, so nobody could be called.',
    example: having('P01', 'P99'),
    remedy: 'Correct the site, or add it to the config.',
  },
  notAllowed: {
    code: 'DPS1062',
    title: 'The source may not declare this site, package or group',
    meaning:
      'The operator of dpsync says in the config (allow) what each source may declare. Nothing of the file counts as declared anew; what it declared before is held, and what it may not declare any more counts as removed.',
    example: having('Branch Offices EU', 'Head Office'),
    remedy: 'Take it out of the file, declare it in the source that may, or ask the operator to allow it.',
  },

  readsAsNumber: {
    code: 'DPS1090',
    title: 'An unquoted id would be a number to other programs',
    meaning:
      'The id is taken here as it stands. Others (editors, scripts, other YAML readers) make a number of it and lose its zeros or letters.',
    example: having('P0100012', '00100012'),
    remedy: 'Put it in quotes.',
  },
} as const satisfies Record<string, ProblemCode>;

/** The name of a problem in this program's text; people see its code. */
export type ProblemName = keyof typeof PROBLEM_CODES;

/** A problem at a place of its text. */
export function textProblem(name: ProblemName, position: Position, message: string): TextProblem {
  return { line: position.line, column: position.column, code: PROBLEM_CODES[name].code, message };
}
