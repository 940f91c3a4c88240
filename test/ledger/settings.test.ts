import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ledgerForm, resolvePlace } from '../../src/ledger/settings.ts';

describe("the config's ledger", () => {
  it.each([
    ['sqlite:dpsync.db', { engine: 'sqlite', path: 'dpsync.db' }],
    ['./state/dpsync.db', { engine: 'sqlite', path: './state/dpsync.db' }],
    ['sqlite:C:\\dpsync\\ledger.db', { engine: 'sqlite', path: 'C:\\dpsync\\ledger.db' }],
    ['C:\\dpsync\\ledger.db', { engine: 'sqlite', path: 'C:\\dpsync\\ledger.db' }],
    ['postgres://u:p@db/dpsync', { engine: 'postgres', url: 'postgres://u:p@db/dpsync' }],
    ['postgresql://db/dpsync', { engine: 'postgres', url: 'postgresql://db/dpsync' }],
  ])('reads %s', (text, place) => {
    expect(ledgerForm.parse(text)).toEqual(place);
  });

  it.each([
    '',
    'sqlite:',
    'sqlite: ',
    ':memory:',
    'sqlite::memory:',
    'sqlite://dpsync.db',
    'mysql://db/x',
    'file://x',
    'a\0b',
  ])('refuses %j', (text) => {
    const { error } = ledgerForm.safeParse(text);
    expect(error?.issues[0]?.message).toBe('is no ledger; write sqlite:PATH, such as sqlite:dpsync.db');
  });

  it('is a text to whoever writes it', () => {
    expect(z.toJSONSchema(ledgerForm, { io: 'input' })).toMatchObject({ type: 'string' });
  });

  it('is taken from the folder of the config', () => {
    expect(resolvePlace({ engine: 'sqlite', path: 'a.db' }, '/etc/dpsync')).toEqual({
      engine: 'sqlite',
      path: resolve('/etc/dpsync/a.db'),
    });
    const remote = { engine: 'postgres', url: 'postgres://db/x' } as const;
    expect(resolvePlace(remote, '/etc/dpsync')).toEqual(remote);
  });
});
