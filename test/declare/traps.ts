/** A text that people write, or could, and what it reads as; the lines are those of {@link said}. */
export interface Trap {
  readonly name: string;
  readonly text: string | Uint8Array;
  readonly says: readonly string[];
}

const HEAD = 'apiVersion: dpsync/v1\nkind: Redistribution\nmetadata: {name: x}\n';
const GROUPS = '  distributionPointGroups: [Branch]\n';

/** A document with these packages, one item a line. */
const packages = (...items: readonly string[]) =>
  `${HEAD}spec:\n  site: P01\n${GROUPS}  packages:\n${items.map((item) => `    - ${item}\n`).join('')}`;

/** A document of one entry with more lines in its `spec`. */
const spec = (...lines: readonly string[]) =>
  packages('P0100012') + lines.map((line) => `  ${line}\n`).join('');

/** A document of one entry with this metadata. */
const metadata = (text: string) => spec().replace('metadata: {name: x}', `metadata: ${text}`);

const utf16 = (text: string, littleEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(2 * text.length + 2));
  [0xfeff, ...[...text].map((char) => char.charCodeAt(0))].forEach((unit, index) => {
    view.setUint16(2 * index, unit, littleEndian);
  });
  return new Uint8Array(view.buffer);
};
const latin1 = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

const BOMB = [
  'x0: &x0 [a, a]',
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `x${n}: &x${n} [*x${n - 1}, *x${n - 1}]`),
];

export const traps: readonly Trap[] = [
  // What counts as text
  {
    name: 'ids and revisions that YAML takes for something else',
    text: packages(
      '1E500012',
      '00100012',
      '{id: 12345678, revision: 0x1F}',
      '"00100013"',
      '{id: P0100012, revision: ~}',
      '{id: P0100013, revision: yes}',
      '{id: P0100014, revision: 1_000_0}',
      '{id: P0100015, revision: .inf}',
      '{id: P0100016, revision: 2026-11-20}',
      '{id: P0100017, revision: " 1 "}',
      '{id: P0100018, revision: null}',
    ),
    says: [
      '8:7 P01/1E500012/branch @ "1"',
      '9:7 P01/00100012/branch @ "1"',
      '10:7 P01/12345678/branch @ "0x1F"',
      '11:7 P01/00100013/branch @ "1"',
      '12:7 P01/P0100012/branch @ "~"',
      '13:7 P01/P0100013/branch @ "yes"',
      '14:7 P01/P0100014/branch @ "1_000_0"',
      '15:7 P01/P0100015/branch @ ".inf"',
      '16:7 P01/P0100016/branch @ "2026-11-20"',
      '17:7 P01/P0100017/branch @ "1"',
      '18:7 P01/P0100018/branch @ "null"',
      'warning 8:7 DPS1090 Put "1E500012" in quotes: other programs would read it as a number.',
      'warning 9:7 DPS1090 Put "00100012" in quotes: other programs would read it as a number.',
      'warning 10:12 DPS1090 Put "12345678" in quotes: other programs would read it as a number.',
    ],
  },
  {
    name: 'a site that YAML takes for a number',
    text: spec().replace('site: P01', 'site: 1e5'),
    says: [
      '8:7 1E5/P0100012/branch @ "1"',
      'warning 5:9 DPS1090 Put "1e5" in quotes: other programs would read it as a number.',
    ],
  },
  {
    name: 'a block text as a revision',
    text: spec('revision: |', '  one', '  two'),
    says: ['8:7 P01/P0100012/branch @ "one\\ntwo"'],
  },
  {
    name: 'a revision in other Unicode forms and between spaces',
    text: packages(
      '{id: P0100012, revision: "Bu\u0308ro"}',
      '{id: P0100013, revision: "\\u00a0B\u00fcro\\t "}',
    ),
    says: ['8:7 P01/P0100012/branch @ "B\u00fcro"', '9:7 P01/P0100013/branch @ "B\u00fcro"'],
  },
  {
    name: 'files that were put together, each with its byte order mark',
    text: `\uFEFF${spec()}\uFEFF---\n${spec('revision: 2')}\uFEFF# third\n---\n${spec('revision: 3')}...\n\uFEFF${spec('revision: 4')}`,
    says: [
      '8:7 P01/P0100012/branch @ "1"',
      '17:7 P01/P0100012/branch @ "2"',
      '28:7 P01/P0100012/branch @ "3"',
      '38:7 P01/P0100012/branch @ "4"',
    ],
  },
  {
    name: 'texts of the longest kind',
    text: `${metadata(`{name: ${'😀'.repeat(256)}, labels: {${'k'.repeat(256)}: ${'v'.repeat(256)}}}`)}  revision: |\n    ${'r'.repeat(256)}\n  reason: ${'x'.repeat(2000)}\n`,
    says: [`8:7 P01/P0100012/branch @ "${'r'.repeat(256)}"`],
  },
  {
    name: 'texts that are longer than they may be',
    text: `${metadata(`{name: ${'n'.repeat(257)}, labels: {${'k'.repeat(257)}: a, b: ${'v'.repeat(257)}}}`)}  revision: ${'r'.repeat(257)}\n  reason: ${'x'.repeat(2001)}\n`.replace(
      '- P0100012',
      `- {id: P0100012, revision: ${'p'.repeat(257)}}`,
    ),
    says: [
      `3:18 DPS1053 "${'n'.repeat(60)}…" is longer than 256 characters: shorten it.`,
      `3:286 DPS1053 "${'k'.repeat(60)}…" is longer than 256 characters: shorten it.`,
      `3:551 DPS1053 "${'v'.repeat(60)}…" is longer than 256 characters: shorten it.`,
      `8:32 DPS1053 "${'p'.repeat(60)}…" is longer than 256 characters: shorten it.`,
      `9:13 DPS1053 "${'r'.repeat(60)}…" is longer than 256 characters: shorten it.`,
      `10:11 DPS1053 "${'x'.repeat(60)}…" is longer than 2000 characters: shorten it.`,
    ],
  },
  {
    name: 'lower case',
    text: packages('p010001f').replace('P01\n', 'p01\n'),
    says: ['8:7 P01/P010001F/branch @ "1"'],
  },
  {
    name: 'a group in NFD, with spaces around and in capitals',
    text: spec().replace('[Branch]', '["  CAFE\u0301 Nord ", "CAFÉ Nord"]'),
    says: ['8:7 P01/P0100012/café nord @ "1"', '8:7 P01/P0100012/café nord @ "1"'],
  },
  { name: 'a byte order mark', text: `\uFEFF${spec()}`, says: ['8:7 P01/P0100012/branch @ "1"'] },
  {
    name: 'CRLF',
    text: spec('revision: 2').replaceAll('\n', '\r\n'),
    says: ['8:7 P01/P0100012/branch @ "2"'],
  },
  {
    name: 'CRLF and a problem',
    text: spec('wave: x').replaceAll('\n', '\r\n'),
    says: ['9:9 DPS1048 "x" is no wave: write an integer, such as 0.'],
  },
  {
    name: 'flow style on one line',
    text: '{apiVersion: dpsync/v1, kind: Redistribution, metadata: {name: x}, spec: {site: P01, packages: [P0100012], distributionPointGroups: [Branch]}}',
    says: ['1:97 P01/P0100012/branch @ "1"'],
  },
  {
    name: 'JSON',
    text: '{"apiVersion":"dpsync/v1","kind":"Redistribution","metadata":{"name":"x"},"spec":{"site":"P01","packages":["P0100012"],"distributionPointGroups":["Branch"]}}',
    says: ['1:108 P01/P0100012/branch @ "1"'],
  },
  {
    name: 'everything left at its default',
    text: spec('wave: -0', 'suspend: false', 'members: all', 'revision: "1"'),
    says: ['8:7 P01/P0100012/branch @ "1"'],
  },
  {
    name: 'a %YAML directive',
    text: `%YAML 1.1\n---\n${spec('revision: yes')}`,
    says: ['10:7 P01/P0100012/branch @ "yes"'],
  },

  // Ours or foreign
  { name: 'an empty file', text: '', says: [] },
  { name: 'only comments', text: '# apiVersion: dpsync/v1\n\n# kind: Redistribution\n', says: [] },
  { name: 'only a byte order mark', text: '\uFEFF', says: [] },
  { name: 'documents without content', text: '---\n---\n# nothing\n...\n---\n', says: [] },
  {
    name: 'foreign documents beside ours',
    text: `apiVersion: v1\nkind: Config\n---\n${spec()}---\njust text\n---\n- 1\n---\n~\n`,
    says: ['11:7 P01/P0100012/branch @ "1"', '4 foreign'],
  },
  {
    name: 'two documents of ours, one wrong',
    text: `${spec()}---\n${spec('wave: x')}`,
    says: ['18:9 DPS1048 "x" is no wave: write an integer, such as 0.'],
  },
  {
    name: 'foreign, with everything that would be a problem',
    text: 'a: !Ref x\na: *nowhere\n? [b]\n: &c [*c]\n',
    says: ['1 foreign'],
  },
  { name: 'foreign, with a bomb', text: `${BOMB.join('\n')}\n`, says: ['1 foreign'] },
  {
    name: 'a template that is no YAML',
    text: '{{- if .Values.x }}\na: {{ .Values.y }}\n',
    says: [
      'unreadable 1:3 DPS1020 This is not valid YAML: Block collections are not allowed within flow collections. Correct it here.',
      '1 foreign',
    ],
  },
  {
    name: 'a template that is no YAML and names our kind',
    text: '{{- if .Values.x }}\nkind: Redistribution\n',
    says: [
      '1:3 DPS1020 This is not valid YAML: Block collections are not allowed within flow collections. Correct it here.',
      '1:5 DPS1020 This is not valid YAML: Missing , or : between flow map items. Correct it here.',
      '2:1 DPS1020 This is not valid YAML: Unexpected scalar at node end. Correct it here.',
      '2:5 DPS1020 This is not valid YAML: Unexpected map-value-ind token in YAML stream: ":". Correct it here.',
      '2:7 DPS1020 This is not valid YAML: Unexpected scalar token in YAML stream: "Redistribution". Correct it here.',
      '1 foreign',
    ],
  },
  {
    name: 'no YAML beside ours',
    text: `${spec()}---\na: [\n`,
    says: [
      '11:1 DPS1020 This is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]. Correct it here.',
      '1 foreign',
    ],
  },
  {
    name: 'our version in a text that is no document of ours',
    text: '# see dpsync/v1\na: b\n',
    says: ['1 foreign'],
  },
  {
    name: 'kind alone',
    text: 'kind: Redistribution\n',
    says: [
      '1:1 DPS1030 "apiVersion" is missing, and this program reads dpsync/v1: write that, or update dpsync.',
    ],
  },
  {
    name: 'kind with the version of others',
    text: 'apiVersion: apps/v1\nkind: Redistribution\n',
    says: [
      '1:13 DPS1030 "apiVersion" is "apps/v1", and this program reads dpsync/v1: write that, or update dpsync.',
    ],
  },
  {
    name: 'a kind by alias',
    text: 'a: &k Redistribution\nkind: *k\n',
    says: [
      '1:1 DPS1030 "apiVersion" is missing, and this program reads dpsync/v1: write that, or update dpsync.',
    ],
  },
  {
    name: 'a kind that is there twice',
    text: 'kind: Deployment\nkind: Redistribution\n',
    says: [
      '1:1 DPS1030 "apiVersion" is missing, and this program reads dpsync/v1: write that, or update dpsync.',
      '2:1 DPS1021 The key "kind" is there twice: keep one of the two.',
    ],
  },
  {
    name: 'another version of ours',
    text: 'apiVersion: dpsync/v2\nkind: Redistribution\nspec: {}\n',
    says: [
      '1:13 DPS1030 "apiVersion" is "dpsync/v2", and this program reads dpsync/v1: write that, or update dpsync.',
    ],
  },
  {
    name: 'a config in a source',
    text: 'apiVersion: dpsync/v1\nkind: Config\nledger: sqlite:x.db\n',
    says: [
      "2:7 DPS1032 A config belongs to the operator and is not read from a source: keep it outside the source's path.",
    ],
  },
  {
    name: 'a kind that is not known',
    text: 'apiVersion: dpsync/v1\nkind: Plan\n',
    says: ['2:7 DPS1031 "kind" is "Plan": write kind: Redistribution.'],
  },
  {
    name: 'a kind that is a list',
    text: 'apiVersion: dpsync/v1\nkind: [Redistribution]\n',
    says: ['2:7 DPS1031 "kind" is not text: write kind: Redistribution.'],
  },
  {
    name: 'a git LFS pointer',
    text: 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n',
    says: [
      'unreadable 1:1 DPS1009 The file is a git LFS pointer: take declarations out of LFS and commit their text.',
      '1 foreign',
    ],
  },
  {
    name: 'ours in UTF-16, little-endian',
    text: utf16(spec(), true),
    says: ['1:1 DPS1002 The file is UTF-16: save it as UTF-8.'],
  },
  {
    name: 'ours in UTF-16, big-endian',
    text: utf16(spec(), false),
    says: ['1:1 DPS1002 The file is UTF-16: save it as UTF-8.'],
  },
  { name: 'foreign in UTF-16', text: utf16('a: b\n---\nc: d\n', true), says: ['2 foreign'] },
  {
    name: 'ours in UTF-16 that is no YAML',
    text: utf16('kind: Redistribution\na: [', true),
    says: ['1:1 DPS1002 The file is UTF-16: save it as UTF-8.'],
  },
  {
    name: 'foreign in UTF-16 that is no YAML',
    text: utf16('a: [', true),
    says: ['unreadable 1:1 DPS1002 The file is UTF-16: save it as UTF-8.', '1 foreign'],
  },
  {
    name: 'ours in Latin-1',
    text: latin1(spec('reason: Größe')),
    says: ['1:1 DPS1001 The file is not UTF-8: save it as UTF-8.'],
  },
  {
    name: 'foreign in Latin-1',
    text: latin1('reason: Größe'),
    says: ['unreadable 1:1 DPS1001 The file is not UTF-8: save it as UTF-8.', '1 foreign'],
  },

  // What YAML itself forbids, or we
  {
    name: 'tabs as indentation',
    text: spec().replace('  site', '\tsite'),
    says: [
      '5:1 DPS1020 This is not valid YAML: Tabs are not allowed as indentation. Correct it here.',
      '5:8 DPS1020 This is not valid YAML: Nested mappings are not allowed in compact mappings. Correct it here.',
      '5:8 DPS1020 This is not valid YAML: Implicit keys need to be on a single line. Correct it here.',
      '7:1 DPS1020 This is not valid YAML: All mapping items must start at the same column. Correct it here.',
    ],
  },
  {
    name: 'a key that is there twice',
    text: spec('site: P02', 'wave: 1', 'wave: 2'),
    says: [
      '9:3 DPS1021 The key "site" is there twice: keep one of the two.',
      '11:3 DPS1021 The key "wave" is there twice: keep one of the two.',
    ],
  },
  {
    name: 'a merge key',
    text: spec('<<: {wave: 1}'),
    says: [
      '9:3 DPS1040 "<<" is not a field of "spec": remove it; the fields here are site, packages, distributionPointGroups, revision, reason, wave, suspend, notBefore, notAfter, members.',
    ],
  },
  {
    name: 'a list as a key',
    text: spec('? [wave]', ': 1'),
    says: ['9:5 DPS1022 A key must be plain text: write it as one word before the colon.'],
  },
  {
    name: 'tags',
    text: spec('revision: !!str 3', 'reason: ! x', 'wave: !!int 3').replace('[Branch]', '!!seq [Branch]'),
    says: [
      '6:34 DPS1023 Remove the tag "tag:yaml.org,2002:seq": tags mean nothing here.',
      '9:19 DPS1023 Remove the tag "tag:yaml.org,2002:str": tags mean nothing here.',
      '10:13 DPS1023 Remove the tag "!": tags mean nothing here.',
      '11:15 DPS1023 Remove the tag "tag:yaml.org,2002:int": tags mean nothing here.',
    ],
  },
  {
    name: 'a tag on a key',
    text: spec('!!str reason: x'),
    says: ['9:9 DPS1023 Remove the tag "tag:yaml.org,2002:str": tags mean nothing here.'],
  },
  {
    name: '__proto__ and constructor as fields',
    text: `${spec('__proto__: {wave: 1}', 'constructor: x')}toString: y\n`,
    says: [
      '9:3 DPS1040 "__proto__" is not a field of "spec": remove it; the fields here are site, packages, distributionPointGroups, revision, reason, wave, suspend, notBefore, notAfter, members.',
      '10:3 DPS1040 "constructor" is not a field of "spec": remove it; the fields here are site, packages, distributionPointGroups, revision, reason, wave, suspend, notBefore, notAfter, members.',
      '11:1 DPS1040 "toString" is not a field of the document: remove it; the fields here are apiVersion, kind, metadata, spec.',
    ],
  },
  {
    name: '__proto__ and constructor as labels',
    text: metadata(
      '{name: __proto__, labels: {__proto__: constructor, constructor: __proto__, toString: ""}}',
    ),
    says: ['8:7 P01/P0100012/branch @ "1"'],
  },
  {
    name: '__proto__ with a list as a label',
    text: metadata('{name: x, labels: {__proto__: [a]}}'),
    says: ['3:41 DPS1042 "__proto__" must be text: write one value.'],
  },

  // Aliases
  {
    name: 'aliases for values, items and lists',
    text: `${HEAD}spec:\n  site: &s P01\n  packages: &p [P0100012, &q {id: P0100013}, *q]\n${GROUPS}  revision: *s\n`,
    says: [
      '6:17 P01/P0100012/branch @ "P01"',
      '6:30 P01/P0100013/branch @ "P01"',
      '6:46 P01/P0100013/branch @ "P01"',
    ],
  },
  {
    name: 'an alias without an anchor',
    text: packages('*nowhere'),
    says: ['8:7 DPS1024 No anchor "nowhere" stands before this alias: define it, or write its content out.'],
  },
  {
    name: 'an anchor of another document',
    text: `a: &id P0100012\n---\n${packages('*id')}`,
    says: [
      '10:7 DPS1024 No anchor "id" stands before this alias: define it, or write its content out.',
      '1 foreign',
    ],
  },
  {
    name: 'an alias inside its own anchor',
    text: spec('reason: &r [*r]'),
    says: [
      '9:14 DPS1042 "reason" must be text: write one value.',
      '9:15 DPS1025 The anchor "r" would hold itself: write its content out.',
    ],
  },
  {
    name: 'an alias bomb',
    text: spec('reason:', ...BOMB.map((line) => `  ${line}`)),
    says: [
      '10:5 DPS1042 "reason" must be text: write one value.',
      '15:14 DPS1006 The anchor "x4" is used too often: write its content out.',
      '15:19 DPS1006 The anchor "x4" is used too often: write its content out.',
      '16:14 DPS1006 The anchor "x5" is used too often: write its content out.',
      '16:19 DPS1006 The anchor "x5" is used too often: write its content out.',
      '17:14 DPS1006 The anchor "x6" is used too often: write its content out.',
      '17:19 DPS1006 The anchor "x6" is used too often: write its content out.',
      '18:14 DPS1006 The anchor "x7" is used too often: write its content out.',
      '18:19 DPS1006 The anchor "x7" is used too often: write its content out.',
      '19:14 DPS1006 The anchor "x8" is used too often: write its content out.',
      '19:19 DPS1006 The anchor "x8" is used too often: write its content out.',
    ],
  },
  {
    name: 'an anchor used a hundred times',
    text: packages('&id P0100012', ...Array.from({ length: 100 }, () => '*id')),
    says: ['108:7 DPS1006 The anchor "id" is used too often: write its content out.'],
  },

  // Limits
  {
    name: '64 levels',
    text: spec(`reason: ${'['.repeat(62)}${']'.repeat(62)}`),
    says: ['9:11 DPS1042 "reason" must be text: write one value.'],
  },
  {
    name: '65 levels',
    text: spec(`reason: ${'['.repeat(63)}${']'.repeat(63)}`),
    says: ['9:74 DPS1004 Nested deeper than 64 levels: write it flatter.'],
  },
  {
    name: '65 levels, foreign',
    text: `a: ${'['.repeat(64)}${']'.repeat(64)}`,
    says: ['unreadable 1:68 DPS1004 Nested deeper than 64 levels: write it flatter.', '1 foreign'],
  },
  {
    name: 'a mebibyte of open brackets',
    text: '['.repeat(1 << 20),
    says: ['unreadable 1:66 DPS1004 Nested deeper than 64 levels: write it flatter.', '1 foreign'],
  },
  {
    name: 'half a million levels of lists, ours',
    text: `# dpsync/v1\n${'- '.repeat(1 << 19)}`.slice(0, 1 << 20),
    says: ['2:130 DPS1004 Nested deeper than 64 levels: write it flatter.'],
  },
  {
    name: 'a mebibyte and a byte, ours',
    text: spec().padEnd((1 << 20) + 1, '#'),
    says: ['1:1 DPS1003 The file is larger than 1 MiB (1048577 bytes): divide it into several.'],
  },
  {
    name: 'a mebibyte and a byte, foreign',
    text: 'a: b\n'.padEnd((1 << 20) + 1, '#'),
    says: [
      'unreadable 1:1 DPS1003 The file is larger than 1 MiB (1048577 bytes): divide it into several.',
      '1 foreign',
    ],
  },
  {
    name: 'a mebibyte, ours',
    text: `${spec()}#`.padEnd(1 << 20, '#'),
    says: ['8:7 P01/P0100012/branch @ "1"'],
  },
  {
    name: '100,001 entries',
    text: `${packages('P0100012').replace('[Branch]', `[${Array.from({ length: 50_000 }, (_, n) => `g${n}`)}]`)}---\n${packages('P0100012', 'P0100013').replace('[Branch]', `[${Array.from({ length: 25_001 }, (_, n) => `g${n}`)}]`)}`,
    says: ['10:1 DPS1005 More than 100000 entries up to here: divide the file into several.'],
  },
  {
    name: 'many directives',
    text: `${'%X\n'.repeat(17)}---\n${spec()}`,
    says: ['17:3 DPS1007 More than 16 directives (lines with %) before a document: remove them.'],
  },

  // The form
  {
    name: 'nothing but the header',
    text: 'apiVersion: dpsync/v1\nkind: Redistribution\n',
    says: [
      '1:1 DPS1041 "metadata" is missing: add it to the document.',
      '1:1 DPS1041 "spec" is missing: add it to the document.',
    ],
  },
  {
    name: 'empty parts',
    text: 'apiVersion: dpsync/v1\nkind: Redistribution\nmetadata:\nspec:\n',
    says: [
      '3:10 DPS1042 "metadata" must be a map: write its fields under it, indented.',
      '4:6 DPS1042 "spec" must be a map: write its fields under it, indented.',
    ],
  },
  {
    name: 'empty lists',
    text: `${HEAD}spec: {site: P01, packages: [], distributionPointGroups: []}\n`,
    says: [
      '4:29 DPS1043 "packages" is empty: write one item or more.',
      '4:58 DPS1043 "distributionPointGroups" is empty: write one item or more.',
    ],
  },
  {
    name: 'empty texts',
    text: `${metadata('{name: ""}').replace('[Branch]', '[" "]')}  revision:\n`,
    says: [
      '3:18 DPS1044 "" cannot be used: write at least one character, and no half of a surrogate pair.',
      '6:29 DPS1047 " " is no group name: write 1 to 255 characters, none of them a control character.',
      '9:12 DPS1044 "" cannot be used: write at least one character, and no half of a surrogate pair.',
    ],
  },
  {
    name: 'empty items',
    text: packages('', '{id: , revision: ""}'),
    says: [
      '8:7 DPS1045 "" is no PackageID: write its 8 letters and digits, such as P0100012.',
      '9:12 DPS1045 "" is no PackageID: write its 8 letters and digits, such as P0100012.',
      '9:24 DPS1044 "" cannot be used: write at least one character, and no half of a surrogate pair.',
    ],
  },
  { name: 'an empty reason', text: spec('reason:'), says: ['8:7 P01/P0100012/branch @ "1"'] },
  {
    name: 'misspelt fields',
    text: spec('suspended: true', 'REASON: x', 'Wave: 1', 'owner: me')
      .replace('packages', 'package')
      .replace('name', 'nam'),
    says: [
      '3:11 DPS1041 "name" is missing: add it to "metadata".',
      '3:12 DPS1040 "nam" is not a field of "metadata": did you mean "name"?',
      '5:3 DPS1041 "packages" is missing: add it to "spec".',
      '7:3 DPS1040 "package" is not a field of "spec": did you mean "packages"?',
      '9:3 DPS1040 "suspended" is not a field of "spec": did you mean "suspend"?',
      '10:3 DPS1040 "REASON" is not a field of "spec": did you mean "reason"?',
      '11:3 DPS1040 "Wave" is not a field of "spec": did you mean "wave"?',
      '12:3 DPS1040 "owner" is not a field of "spec": remove it; the fields here are site, packages, distributionPointGroups, revision, reason, wave, suspend, notBefore, notAfter, members.',
    ],
  },
  {
    name: 'texts, lists and maps in the wrong places',
    text: `${HEAD}spec:\n  site: [P01]\n  packages: P0100012\n  distributionPointGroups: {a: b}\n  revision: {a: b}\n`,
    says: [
      '5:9 DPS1042 "site" must be text: write one value.',
      '6:13 DPS1042 "packages" must be a list: write "- " before each item.',
      '7:28 DPS1042 "distributionPointGroups" must be a list: write "- " before each item.',
      '8:13 DPS1042 "revision" must be text: write one value.',
    ],
  },
  {
    name: 'wrong items',
    text: packages('[P0100012]', '{id: P0100012, rev: 2}', '{revision: 2}', '{id: [x]}', 'P010012').replace(
      '[Branch]',
      '[[a], {b: c}]',
    ),
    says: [
      '6:29 DPS1042 item 1 of "distributionPointGroups" must be text: write one value.',
      '6:34 DPS1042 item 2 of "distributionPointGroups" must be text: write one value.',
      '8:7 DPS1042 item 1 of "packages" must be a PackageID, or a map with id and revision.',
      '9:22 DPS1040 "rev" is not a field of item 2 of "packages": remove it; the fields here are id, revision.',
      '10:7 DPS1041 "id" is missing: add it to item 3 of "packages".',
      '11:12 DPS1042 "id" must be text: write one value.',
      '12:7 DPS1045 "P010012" is no PackageID: write its 8 letters and digits, such as P0100012.',
    ],
  },
  {
    name: 'wrong labels',
    text: metadata('{name: x, labels: [a]}'),
    says: ['3:29 DPS1042 "labels" must be a map: write "key: value" lines under it, indented.'],
  },
  {
    name: 'wrong label values',
    text: metadata('{name: x, labels: {a: [b], c: {d: e}}}'),
    says: [
      '3:33 DPS1042 "a" must be text: write one value.',
      '3:41 DPS1042 "c" must be text: write one value.',
    ],
  },
  {
    name: 'wrong ids',
    text: packages('P0100012 ', '"P0100012 "', 'P01000123', 'P01-0012', 'P010001Ä').replace('P01\n', 'P0\n'),
    says: [
      '5:9 DPS1046 "P0" is no site code: write its 3 letters and digits, such as P01.',
      '9:7 DPS1045 "P0100012 " is no PackageID: write its 8 letters and digits, such as P0100012.',
      '10:7 DPS1045 "P01000123" is no PackageID: write its 8 letters and digits, such as P0100012.',
      '11:7 DPS1045 "P01-0012" is no PackageID: write its 8 letters and digits, such as P0100012.',
      '12:7 DPS1045 "P010001Ä" is no PackageID: write its 8 letters and digits, such as P0100012.',
    ],
  },
  {
    name: 'wrong group names',
    text: spec().replace('[Branch]', `["", "a\\nb", "\\uD800", "${'x'.repeat(256)}", "${'y'.repeat(255)}"]`),
    says: [
      '6:29 DPS1047 "" is no group name: write 1 to 255 characters, none of them a control character.',
      '6:33 DPS1047 "a\\u{a}b" is no group name: write 1 to 255 characters, none of them a control character.',
      '6:41 DPS1047 "\\u{d800}" is no group name: write 1 to 255 characters, none of them a control character.',
      '6:51 DPS1047 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…" is no group name: write 1 to 255 characters, none of them a control character.',
    ],
  },
  {
    name: 'half a surrogate pair',
    text: `${metadata('{name: "\\uD800", labels: {a: "\\uDC00"}}')}  revision: "\\uD800"\n  reason: "a\\uD83D"\n`,
    says: [
      '3:18 DPS1044 "\\u{d800}" cannot be used: write at least one character, and no half of a surrogate pair.',
      '3:40 DPS1044 "\\u{dc00}" cannot be used: it holds half of a surrogate pair. Write the character itself.',
      '9:13 DPS1044 "\\u{d800}" cannot be used: write at least one character, and no half of a surrogate pair.',
      '10:11 DPS1044 "a\\u{d83d}" cannot be used: it holds half of a surrogate pair. Write the character itself.',
    ],
  },
  {
    name: 'a surrogate pair in two escapes',
    text: spec('reason: "\\uD83D\\uDE00"'),
    says: ['8:7 P01/P0100012/branch @ "1"'],
  },
  {
    name: 'wrong scalars',
    text: spec(
      'wave: 1.5',
      'suspend: True',
      'members: some',
      'notBefore: 2026-12-01',
      'notAfter: 2026-12-01 22:00:00Z',
    ),
    says: [
      '9:9 DPS1048 "1.5" is no wave: write an integer, such as 0.',
      '10:12 DPS1049 "True" is neither true nor false: write one of them.',
      '11:12 DPS1052 "some" is not known here: write all.',
      '12:14 DPS1050 "2026-12-01" is no time: write a date, a time and an offset, such as 2026-12-01T22:00:00Z.',
      '13:13 DPS1050 "2026-12-01 22:00:00Z" is no time: write a date, a time and an offset, such as 2026-12-01T22:00:00Z.',
    ],
  },
  {
    name: 'waves',
    text: spec('wave: +1'),
    says: ['9:9 DPS1048 "+1" is no wave: write an integer, such as 0.'],
  },
  {
    name: 'a wave that is too large',
    text: spec('wave: 9007199254740992'),
    says: ['9:9 DPS1048 "9007199254740992" is no wave: write an integer, such as 0.'],
  },
  {
    name: 'a time without an offset',
    text: spec('notBefore: 2026-12-01T22:00:00'),
    says: [
      '9:14 DPS1050 "2026-12-01T22:00:00" is no time: write a date, a time and an offset, such as 2026-12-01T22:00:00Z.',
    ],
  },
  {
    name: 'a day that does not exist',
    text: spec('notBefore: 2026-02-29T22:00:00Z'),
    says: [
      '9:14 DPS1050 "2026-02-29T22:00:00Z" is no time: write a date, a time and an offset, such as 2026-12-01T22:00:00Z.',
    ],
  },
  {
    name: 'a leap day',
    text: spec('notBefore: 2028-02-29T22:00:00.5+01:00', 'notAfter: 2028-02-29T21:00:00.5Z'),
    says: ['8:7 P01/P0100012/branch @ "1"'],
  },
  {
    name: 'times in the wrong order',
    text: spec('notBefore: 2026-12-02T00:00:00Z', 'notAfter: 2026-12-02T00:30:00+01:00'),
    says: [
      '10:13 DPS1051 notAfter is before notBefore: nothing could ever be sent. Exchange or correct them.',
    ],
  },
  {
    name: 'a text that would draw on the terminal',
    text: packages('"\\e[2J\\u202Egro\\n.x"'),
    says: [
      '8:7 DPS1045 "\\u{1b}[2J\\u{202e}gro\\u{a}.x" is no PackageID: write its 8 letters and digits, such as P0100012.',
    ],
  },
];
