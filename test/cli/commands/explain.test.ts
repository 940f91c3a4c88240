import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEM_CODES } from '../../../src/declare/problem-codes.ts';
import { type Estate, makeEstate } from '../../make/estate.ts';
import { wrongByPublished } from '../../make/published.ts';

let estate: Estate;

beforeAll(() => {
  estate = makeEstate({ url: 'http://127.0.0.1:1/AdminService' });
  // It needs no config: whoever meets a code in a pipeline's log has none.
  estate.writeConfig('no config');
});

afterAll(() => estate.remove());

describe('explain', { timeout: 120_000 }, () => {
  it.concurrent('says what a problem is, with an example and what to do, in whatever case', async () => {
    const { title, meaning, remedy } = PROBLEM_CODES.badPackageId;
    const { code, stdout, stderr } = await estate.dpsync('explain', 'dps1045');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`DPS1045: ${title}\n`);
    expect(stdout).toContain('Example\n  apiVersion: dpsync/v1\n');
    for (const part of [meaning, remedy]) expect(stdout).toContain(part.slice(0, 40));
  });

  it.concurrent('says what an error means for the call, and what to do', async () => {
    const { code, stdout } = await estate.dpsync('explain', 'DPS2107');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^DPS2107: A distribution of the package to the group is running\n/);
    expect(stdout).toContain('What to do\n  Wait until it is done');
  });

  it.concurrent.each([
    'DPS1045',
    'DPS2041',
    'DPS2101',
    'DPS2205',
    'DPS2551',
    'DPS3035',
    'DPS5103',
    'DPS6001',
  ])('gives %s as a document', async (name) => {
    const { code, stdout, stderr } = await estate.dpsync('explain', name, '-o', 'json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const document = JSON.parse(stdout);
    expect(wrongByPublished('explanation', document)).toEqual([]);
    expect(document).toMatchObject({ kind: 'Explanation', code: name });
  });

  it.concurrent('names the codes that are like one without a page', async () => {
    expect(await estate.dpsync('explain', 'DPS2199', '-o', 'json')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'dpsync: there is no page for DPS2199; there are DPS2101, DPS2102, DPS2103, DPS2104, DPS2105, DPS2106, DPS2107 (DPS5014)\n',
    });
  });

  it.concurrent('says what a code looks like where it is given none', async () => {
    const { code, stderr } = await estate.dpsync('explain', 'hash mismatch');
    expect(code).toBe(1);
    expect(stderr).toContain('a code is DPS and four digits, such as DPS2101');
  });
});
