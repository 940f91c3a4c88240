import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decode,
  encode,
  loadingCommand,
  requestCommand,
  TELL_VERSION,
} from '../../../../src/site/powershell/engine/script.ts';

const FOLDER = join(import.meta.dirname, '../../../../src/site/powershell/engine');
const SCRIPTS = readdirSync(FOLDER).filter((file) => file.endsWith('.ps1'));

function textOf(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}

/** The script without its comments and texts. */
function codeOf(file: string): string {
  return textOf(file)
    .replace(/^\s*#.*$/gm, '')
    .replace(/'[^']*'|"[^"]*"/g, "''");
}

describe('a command', () => {
  it('that hands over a request is one line of fixed words and base64, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(requestCommand({ text })).toMatch(/^Invoke-DpsyncRequest '[A-Za-z0-9+/]+={0,2}'$/);
      }),
    );
  });

  it('that loads the script is one line, and loads all of it', () => {
    expect(loadingCommand()).toMatch(/^\. \(\[[\w.[\]:()]+\('[A-Za-z0-9+/]+={0,2}'\)\)\)\)$/);
    const [, encoded = ''] = /'(.+)'/.exec(loadingCommand()) ?? [];
    const loaded = decode(encoded) ?? '';
    expect(SCRIPTS.length).toBeGreaterThan(0);
    expect(SCRIPTS.filter((file) => !loaded.includes(textOf(file)))).toEqual([]);
  });

  it('that asks for the version is one line', () => {
    expect(TELL_VERSION).not.toMatch(/[\r\n]/);
  });
});

describe('base64', () => {
  it('gives every text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        expect(decode(encode(text))).toBe(text.toWellFormed());
      }),
    );
  });

  it.each(['', 'a b', 'YQ==\n', 'YQ===', '=YQ', "YQ'", 'é'])('is not %j', (line) => {
    expect(decode(line)).toBeUndefined();
  });

  it('has no form for nothing at all', () => {
    expect(() => encode('')).toThrow(RangeError);
  });
});

describe.each(SCRIPTS)('%s', (file) => {
  const CMDLETS = [
    'New-CimSession',
    'New-CimSessionOption',
    'Remove-CimSession',
    'Get-CimClass',
    'Get-CimInstance',
    'Invoke-CimMethod',
    'ConvertTo-Json',
    'ConvertFrom-Json',
    'Set-StrictMode',
  ];

  it('uses the cmdlets of the contract and its own functions, and no others', () => {
    const own = SCRIPTS.flatMap((script) =>
      [...textOf(script).matchAll(/^function (\S+)/gm)].map(([, name]) => name),
    );
    const used = [...codeOf(file).matchAll(/(?<![\w$-])[A-Z][A-Za-z]+-[A-Z]\w+/g)].map(([name]) => name);
    expect(used.filter((name) => !CMDLETS.includes(name) && !own.includes(name))).toEqual([]);
  });

  it('has nothing that Windows PowerShell 5.1 does not know', () => {
    expect(codeOf(file).match(/\?\?|\?\.|\s\?\s|&&|\|\||-AsArray|-AsHashtable|\bclean\s*\{/g)).toBeNull();
    expect(textOf(file)).toMatch(/^[\x20-\x7e\n]+$/);
  });

  it('makes no script of a value', () => {
    expect(
      codeOf(file).match(
        /Invoke-Expression|\biex\b|ScriptBlock|InvokeScript|ExpandString|AddScript|&\s*\$/gi,
      ),
    ).toBeNull();
  });

  it('gives every CIM cmdlet a time limit', () => {
    const asked = codeOf(file).match(/^.*\b(?:Get-Cim|Invoke-Cim|New-CimSession )\S*.*$/gm) ?? [];
    expect(asked.filter((line) => !/@(?:target|before)\b|-OperationTimeoutSec \$/.test(line))).toEqual([]);
  });
});
