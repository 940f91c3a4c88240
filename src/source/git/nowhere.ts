import { join } from 'node:path';

/**
 * An absolute path at which nothing can be: its parent is the program that runs, a file. Hooks, templates and
 * configuration are looked for there; `/dev/null` is a folder that any user can make on Windows.
 */
export const NOWHERE = join(process.execPath, 'none');
