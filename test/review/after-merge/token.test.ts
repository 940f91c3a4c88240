import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readReportToken } from '../../../src/review/after-merge/token.ts';
import { makeTempFolder } from '../../make/temp-folder.ts';

const CANARY = 'ghp_canary0123456789';

it('is read from its variable or its file, as it is now', () => {
  using folder = makeTempFolder();
  const tokenFile = join(folder.path, 'token');
  writeFileSync(tokenFile, `${CANARY}\n`);
  expect(readReportToken({ tokenFile }, {})).toBe(CANARY);
  writeFileSync(tokenFile, 'another');
  expect(readReportToken({ tokenFile }, {})).toBe('another');
  expect(readReportToken({ tokenEnv: 'REPORT_TOKEN' }, { REPORT_TOKEN: CANARY })).toBe(CANARY);
});

it('that cannot be had is told by its place, and never by what is in it', () => {
  using folder = makeTempFolder();
  const tokenFile = join(folder.path, 'token');
  const code = 'DPS4007';
  expect(() => readReportToken({ tokenEnv: 'REPORT_TOKEN' }, {})).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining('REPORT_TOKEN') }),
  );
  expect(() => readReportToken({ tokenFile }, {})).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(tokenFile) }),
  );
  writeFileSync(tokenFile, 'x'.repeat(70_000));
  expect(() => readReportToken({ tokenFile }, {})).toThrow('larger than 64 KiB');
  writeFileSync(tokenFile, `${CANARY}\nsecond line`);
  expect(() => readReportToken({ tokenFile }, {})).toThrow(
    expect.objectContaining({ code: 'DPS4006', message: expect.not.stringContaining(CANARY) }),
  );
});
