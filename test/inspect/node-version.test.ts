import { expect, it } from 'vitest';
import { checkNode } from '../../src/inspect/node-version.ts';

it.each([
  ['v24.0.0', 'ok', 'version 24.0.0'],
  ['v26.1.0', 'ok', 'version 26.1.0'],
  ['v22.19.0', 'failure', 'version 22.19.0 is too old'],
])('%s: %s', (version, kind, title) => {
  expect(checkNode(version)).toMatchObject([{ subject: 'node', kind, title }]);
});
