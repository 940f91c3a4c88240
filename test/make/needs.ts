import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Where a program lies, or undefined where this machine does not have it. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, name)).find(existsSync);
}

/**
 * Describes what can only be tested with `need`. Where it was not found the tests are skipped, which is printed; with
 * `CI=true` they fail instead.
 */
export function describeWith(need: string, found: string | undefined, body: () => void): void {
  if (found !== undefined) {
    describe(`with ${need}`, body);
    return;
  }
  if (process.env.CI === 'true') {
    it(`finds ${need}`, () => expect.fail(`${need} is not installed, and nothing is skipped where CI=true`));
    return;
  }
  process.stderr.write(`Skipped, because ${need} is not installed: ${expect.getState().testPath ?? ''}\n`);
  describe.skip(`with ${need}`, body);
}
