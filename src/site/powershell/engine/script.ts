// The one place where text for an engine is made: fixed words and base64, so that no value is ever read as script.
import { readFileSync } from 'node:fs';

const FILES = [
  new URL('./session.ps1', import.meta.url),
  new URL('./cim.ps1', import.meta.url),
  new URL('./fault.ps1', import.meta.url),
];

/** The command that tells the version of an engine, in the words that every version knows. */
export const TELL_VERSION = '[Console]::Out.WriteLine($PSVersionTable.PSVersion.ToString())';

/** The command that loads the script. It is one line: an engine takes an incomplete line for the beginning of a block. */
export function loadingCommand(): string {
  const script = FILES.map((file) => readFileSync(file, 'utf8')).join('\n');
  return `. ([ScriptBlock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${encode(script)}'))))`;
}

/** The command that hands over a request. */
export function requestCommand(request: object): string {
  return `Invoke-DpsyncRequest '${encode(JSON.stringify(request))}'`;
}

/** A text as base64 of its UTF-8. Throws where that is anything but base64. */
export function encode(text: string): string {
  const encoded = Buffer.from(text, 'utf8').toString('base64');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) throw new RangeError('an empty text cannot be handed over');
  return encoded;
}

/** What a line of base64 says; undefined where it is none. */
export function decode(line: string): string | undefined {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(line) ? Buffer.from(line, 'base64').toString('utf8') : undefined;
}
