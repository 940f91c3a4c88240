import type { Text } from '../declare.ts';
import type { BlobReading } from '../read.ts';
import type { Lane } from '../threads/lanes.ts';

/** A lane that reads simple texts at once, and leaves only the rest to the other one: most trees need no thread. */
export function simpleFirst(lane: Lane): Lane {
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
      const others = rest.length > 0 ? await lane.read(rest) : [];
      return others && [...readings, ...others];
    },
  };
}
