import { hash } from 'node:crypto';
import { expect, it } from 'vitest';
import project from '../../package.json' with { type: 'json' };
import { readText } from '../../src/declare/read.ts';
import { READER_VERSION } from '../../src/declare/version.ts';
import { traps } from './traps.ts';

it('is raised when a text reads differently: kept readings are used as long as it is the same', () => {
  const readings = traps.map(({ text }) =>
    readText({ blob: 'blob', bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text }),
  );
  // Where this differs, raise READING in version.ts, and write both down here.
  expect([READER_VERSION, hash('sha256', JSON.stringify(readings)).slice(0, 16)]).toEqual([
    `${project.version}/2`,
    '5ef933386eeaee89',
  ]);
});
