// The thread that reads: a message with texts comes in, one with their readings as JSON goes out.
import { parentPort } from 'node:worker_threads';
import type { Text } from '../declare.ts';
import { readTexts } from '../read.ts';

// The parser asks the environment twice for every token whether to print it, which takes a third of its time.
Object.assign(process, { env: {} });
// A hostile text makes a million errors, and nobody asks where in the parser they were made.
Error.stackTraceLimit = 0;

parentPort?.on('message', (texts: readonly Text[]) => {
  parentPort?.postMessage(JSON.stringify(readTexts(texts)));
});
parentPort?.postMessage('ready');
