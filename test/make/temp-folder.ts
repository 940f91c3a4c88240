import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder that is removed at the end of the block: `using folder = makeTempFolder()`. */
export interface TempFolder extends Disposable {
  readonly path: string;
}

/** Makes a folder; its name holds a space, as people's do. */
export function makeTempFolder(): TempFolder {
  const path = mkdtempSync(join(tmpdir(), 'dpsync test '));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}
