import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allSchemas } from '../../../src/cli/schemas.ts';
import { type Estate, makeEstate } from '../../make/estate.ts';
import { readPublished } from '../../make/published.ts';

let estate: Estate;

beforeAll(() => {
  estate = makeEstate({ url: 'http://127.0.0.1:1/AdminService' });
});

afterAll(() => estate.remove());

describe('schema', { timeout: 120_000 }, () => {
  it('lists the names, and prints one as it is published', async () => {
    expect(await estate.dpsync('schema')).toEqual({
      code: 0,
      stdout: `${[...allSchemas().keys()].join(', ')}\n`,
      stderr: '',
    });
    expect(await estate.dpsync('schema', 'plan')).toEqual({
      code: 0,
      stdout: readPublished('plan'),
      stderr: '',
    });
  });

  it('writes them all into a folder, which it makes', async () => {
    const { code, stdout, stderr } = await estate.dpsync('schema', '--write', 'some/schemas');
    const folder = join(estate.folder, 'some', 'schemas');
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: '',
      stderr: `wrote ${allSchemas().size} schemas to ${folder}\n`,
    });
    expect(readdirSync(folder)).toHaveLength(allSchemas().size);
    expect(readFileSync(join(folder, 'config.schema.json'), 'utf8')).toBe(readPublished('config'));
  });

  it('ends with 1 for a name that is none, naming those that are', async () => {
    const { code, stdout, stderr } = await estate.dpsync('schema', 'nope');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('there is no schema nope; there are redistribution, config, plan');
  });
});
