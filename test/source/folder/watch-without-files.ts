// Watches a file while every file that this process may open is open, and prints the faults as JSON.
import { closeSync, openSync } from 'node:fs';
import { watchFiles } from '../../../src/source/folder/watch-files.ts';

const [file = ''] = process.argv.slice(2);
// Loaded while there is something left to open.
await import('chokidar');
const open: number[] = [];
try {
  while (true) open.push(openSync('/dev/null', 'r'));
} catch {
  // None is left.
}
const faults: string[] = [];
const watching = await watchFiles([file], {
  onChange: () => {},
  onFault: (message) => faults.push(message),
});
for (const descriptor of open) closeSync(descriptor);
process.stdout.write(JSON.stringify(faults));
await watching.close();
