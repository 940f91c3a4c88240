import type { Position } from '../model/origin.ts';
import type { TextProblem } from '../model/problem.ts';

/** A problem's code, which stays the same for ever, and what it says in a few words. */
export interface ProblemCode {
  readonly code: `DPS1${number}`;
  readonly title: string;
}

/** Every problem that a text can have. Codes are never given to another problem, and never taken back. */
export const PROBLEM_CODES = {
  notUtf8: { code: 'DPS1001', title: 'The file is not UTF-8' },
  utf16: { code: 'DPS1002', title: 'The file is UTF-16' },
  tooLarge: { code: 'DPS1003', title: 'The file is larger than 1 MiB' },
  tooDeep: { code: 'DPS1004', title: 'The YAML is nested deeper than 64 levels' },
  tooManyEntries: { code: 'DPS1005', title: 'The file declares more than 100,000 entries' },
  tooManyAliases: { code: 'DPS1006', title: 'An anchor is used too often' },
  tooManyDirectives: { code: 'DPS1007', title: 'A document has more than 16 directives' },
  tooManyProblems: { code: 'DPS1008', title: 'The file has more problems than are listed' },
  lfsPointer: { code: 'DPS1009', title: 'The file is a git LFS pointer' },
  readerBroke: { code: 'DPS1010', title: 'The file cannot be read in time' },

  notYaml: { code: 'DPS1020', title: 'The file is not valid YAML' },
  duplicateKey: { code: 'DPS1021', title: 'A key is there twice' },
  keyNotText: { code: 'DPS1022', title: 'A key is not plain text' },
  tag: { code: 'DPS1023', title: 'A value has a YAML tag' },
  unknownAlias: { code: 'DPS1024', title: 'An alias has no anchor before it' },
  cyclicAlias: { code: 'DPS1025', title: 'An alias stands inside its own anchor' },

  otherVersion: { code: 'DPS1030', title: 'The apiVersion is not one that this program reads' },
  otherKind: { code: 'DPS1031', title: 'The kind is not one that a source may hold' },
  configInSource: { code: 'DPS1032', title: 'A config stands in a source' },

  unknownField: { code: 'DPS1040', title: 'A field is not known' },
  missingField: { code: 'DPS1041', title: 'A required field is missing' },
  wrongShape: { code: 'DPS1042', title: 'Text, a list or a map stands where another of them is needed' },
  emptyList: { code: 'DPS1043', title: 'A list is empty' },
  badText: { code: 'DPS1044', title: 'A text is empty or cannot be stored' },
  badPackageId: { code: 'DPS1045', title: 'A PackageID is not 8 letters and digits' },
  badSite: { code: 'DPS1046', title: 'A site code is not 3 letters and digits' },
  badGroup: { code: 'DPS1047', title: 'A group name is empty, too long or holds a control character' },
  badWave: { code: 'DPS1048', title: 'A wave is not an integer' },
  badSuspend: { code: 'DPS1049', title: 'suspend is neither true nor false' },
  badTime: { code: 'DPS1050', title: 'A time is not a date and time with an offset' },
  timesReversed: { code: 'DPS1051', title: 'notAfter is before notBefore' },
  badMembers: { code: 'DPS1052', title: 'members is not all' },

  siteMissing: { code: 'DPS1060', title: 'No site is named, and there is no single one' },
  siteUnknown: { code: 'DPS1061', title: 'The config has no such site' },

  readsAsNumber: { code: 'DPS1090', title: 'An unquoted id would be a number to other programs' },
} as const satisfies Record<string, ProblemCode>;

/** The name of a problem in this program's text; people see its code. */
export type ProblemName = keyof typeof PROBLEM_CODES;

/** A problem at a place of its text. */
export function textProblem(name: ProblemName, position: Position, message: string): TextProblem {
  return { line: position.line, column: position.column, code: PROBLEM_CODES[name].code, message };
}
