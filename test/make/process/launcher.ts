import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPwsh } from '../site/pwsh.ts';

/** A program that starts the PowerShell of the tests behind itself, and says these lines to it before anybody else does. */
export function makeLauncher(folder: string, ...lines: readonly string[]): string {
  const file = join(folder, 'launcher');
  const said = lines.map((line) => `printf '%s\\n' '${line.replaceAll("'", "'\\''")}';`).join(' ');
  writeFileSync(file, `#!/bin/sh\n{ ${said} cat; } | '${findPwsh()}' "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}
