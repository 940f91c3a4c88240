import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../../../src/model/files/text.ts';
import { describeWith, findProgram } from '../../make/needs.ts';
import { ENCODERS } from '../../make/operator-files.ts';
import { findPwsh } from '../../make/site/pwsh.ts';
import { makeTempFolder } from '../../make/temp-folder.ts';

const NAMES = [
  'Zürich',
  'Łódź',
  'Ærøskøbing',
  'Århus',
  '東京',
  'Αθήνα',
  'Köln – Süd',
  'Sao Paulo',
  '🏢',
  'Ã',
  'Â°',
];
const texts = fc.array(fc.constantFrom(...NAMES, 'a: b', '\n', ' ', '"')).map((parts) => parts.join(' '));

describe('a text in UTF-8', () => {
  it('is what was written, with and without a byte order mark', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(readText(Buffer.from(text), 'f')).toEqual({ kind: 'text', text, hasMark: false });
        expect(readText(Buffer.from(`\ufeff${text}`), 'f')).toEqual({ kind: 'text', text, hasMark: true });
      }),
    );
  });

  it('is taken or named, whatever the bytes: no letter is lost without a word', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const read = readText(bytes, 'f');
        if (read.kind === 'text') {
          expect(Buffer.from(read.text).equals(Buffer.from(bytes).subarray(read.hasMark ? 3 : 0))).toBe(true);
        }
      }),
    );
  });
});

describe('a text in another encoding', () => {
  const lines = texts.map((text) => `deny: "Branch ${text}"\n`);

  it.each(Object.entries(ENCODERS))('is never taken: %s', (_, encode) => {
    fc.assert(
      fc.property(lines, (text) => {
        expect(readText(encode(text), 'f').kind).toBe('mistaken');
      }),
    );
  });

  it.each(['Zürich', 'Århus', 'São Paulo', 'naïve', 'Ö'])('of one byte is never taken: %s', (name) => {
    expect(readText(Buffer.from(`groups: [${name}]`, 'latin1'), 'f')).toMatchObject({
      mistake: expect.stringMatching(/^is not UTF-8 at line 1, column \d+; /),
    });
  });
});

/** The command in a mistake. */
function commandOf(file: string, called = file): string {
  const read = readText(readFileSync(file), called);
  if (read.kind === 'text') throw new Error(`${file} has no mistake`);
  return read.mistake.replace(/^.*?; in (?:a shell|PowerShell): /, '');
}

const TEXT = 'groups: ["Zürich", "it\'s"]\n';
const WRITTEN: readonly (readonly [string, Buffer])[] = [
  ...Object.entries(ENCODERS).map(([name, encode]) => [name, encode(TEXT)] as const),
  ['Windows-1252', Buffer.from(TEXT, 'latin1')],
];

describeWith('iconv', findProgram('iconv'), () => {
  it.each(WRITTEN)('the command makes UTF-8 of %s, and keeps who may read it', (_, bytes) => {
    using folder = makeTempFolder();
    const file = join(folder.path, "it's a file.yaml");
    writeFileSync(file, bytes, { mode: 0o600 });
    execFileSync('sh', ['-c', commandOf(file)], { env: { PATH: process.env.PATH, LC_ALL: 'C' } });
    expect(readFileSync(file, 'utf8').replace(/^\ufeff/, '')).toBe(TEXT);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

describeWith('PowerShell', findPwsh(), () => {
  it('the command for a path of Windows makes UTF-8 of each', { timeout: 120_000 }, () => {
    using folder = makeTempFolder();
    const files = WRITTEN.map(([, bytes], at) => {
      const file = join(folder.path, `${at}.yaml`);
      writeFileSync(file, bytes);
      return file;
    });
    const script = files
      .map((file) => commandOf(file, 'C:\\f').replaceAll("'C:\\f'", `'${file}'`))
      .join('; ');
    execFileSync(findPwsh() ?? '', ['-NoProfile', '-NonInteractive', '-Command', script]);
    expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(WRITTEN.map(() => TEXT));
  });
});

it('the command for a path of Windows is one of PowerShell', () => {
  const read = readText(Buffer.from('ü', 'latin1'), String.raw`C:\it's\config.yaml`);
  expect(read).toMatchObject({
    mistake: String.raw`is not UTF-8 at line 1, column 1; in PowerShell: [IO.File]::WriteAllText('C:\it''s\config.yaml', [IO.File]::ReadAllText('C:\it''s\config.yaml', [Text.Encoding]::GetEncoding(1252)))`,
  });
});
