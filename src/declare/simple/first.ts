import type { Text } from '../declare.ts';
import type { BlobReading } from '../read.ts';
import type { ParseWorker } from '../threads/parse-workers.ts';

/** A worker that reads simple texts at once, and leaves only the rest to the other one: most trees need no thread. */
export function simpleFirst(worker: ParseWorker): ParseWorker {
  return {
    async read(texts) {
      const { readSimple } = await import('../read.ts');
      const readings: BlobReading[] = [];
      const rest: Text[] = [];
      for (const text of texts) {
        const reading = readSimple(text);
        if (reading) readings.push(reading);
        else rest.push(text);
      }
      const others = rest.length > 0 ? await worker.read(rest) : [];
      return others && [...readings, ...others];
    },
  };
}
