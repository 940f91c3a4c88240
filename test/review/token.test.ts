import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tokenFinder } from '../../src/compose/token.ts';
import type { TokenPlace } from '../../src/model/config/token.ts';
import { readReportToken } from '../../src/review/token.ts';
import { makeTempFolder } from '../make/temp-folder.ts';

const CANARY = 'ghp_canary0123456789';

const read = (place: TokenPlace, environment = {}) => readReportToken(place, tokenFinder(environment));

it('is read from its variable or its file, as it is now', async () => {
  using folder = makeTempFolder();
  const tokenFile = join(folder.path, 'token');
  writeFileSync(tokenFile, `${CANARY}\n`);
  expect(await read({ tokenFile })).toBe(CANARY);
  writeFileSync(tokenFile, 'another');
  expect(await read({ tokenFile })).toBe('another');
  expect(await read({ tokenEnv: 'REPORT_TOKEN' }, { REPORT_TOKEN: CANARY })).toBe(CANARY);
});

it('that cannot be had is told by its place, and never by what is in it', async () => {
  using folder = makeTempFolder();
  const tokenFile = join(folder.path, 'token');
  const code = 'DPS4007';
  await expect(read({ tokenEnv: 'REPORT_TOKEN' })).rejects.toThrow(
    expect.objectContaining({ code, message: expect.stringContaining('REPORT_TOKEN') }),
  );
  await expect(read({ tokenFile })).rejects.toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(tokenFile) }),
  );
  writeFileSync(tokenFile, 'x'.repeat(70_000));
  await expect(read({ tokenFile })).rejects.toThrow('larger than 64 KiB');
  writeFileSync(tokenFile, `${CANARY}\nsecond line`);
  await expect(read({ tokenFile })).rejects.toThrow(
    expect.objectContaining({ code: 'DPS4006', message: expect.not.stringContaining(CANARY) }),
  );
});
