import { expect, it } from 'vitest';
import { checkConfig } from '../../src/inspect/config.ts';

it('says what the config was warned of, each for itself', () => {
  const warnings = [
    'web.listen is not in this version and does nothing',
    'health is not in this version and does nothing',
  ];
  expect(checkConfig({ file: '/etc/dpsync.yaml', warnings })).toMatchObject([
    { kind: 'warning', title: warnings[0] },
    { kind: 'warning', title: warnings[1] },
  ]);
  expect(checkConfig({ file: '/etc/dpsync.yaml', warnings: [] })).toMatchObject([
    { kind: 'ok', detail: '/etc/dpsync.yaml' },
  ]);
});
