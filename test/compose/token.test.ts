import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, it } from 'vitest';
import { tokenFinder } from '../../src/compose/token.ts';
import { WRITTEN_FORMS } from '../make/operator-files.ts';
import { makeTempFolder } from '../make/temp-folder.ts';

const CANARY = 'canary-0123456789';
const find = tokenFinder({ T: ` ${CANARY}\n`, EMPTY: '', TWO: `${CANARY}\n${CANARY}` });

it('finds a token in a variable, a file, and what a command says', async () => {
  using folder = makeTempFolder();
  const tokenFile = join(folder.path, 'token');
  writeFileSync(tokenFile, `${CANARY}\r\n`);
  const tokenCommand = [process.execPath, '-e', 'console.log(process.env.T)'];
  for (const place of [{ tokenEnv: 'T' }, { tokenFile }, { tokenCommand }]) {
    expect(await find(place)).toEqual({ kind: 'found', token: CANARY });
  }
});

it.each([
  ['in UTF-16', Buffer.from(`\ufeff${CANARY}\r\n`, 'utf16le'), /^it is UTF-16 .*, not UTF-8; /],
  ['in Windows-1252', Buffer.from(`${CANARY}ü`, 'latin1'), /^it is not UTF-8 at line 1, column 18; /],
  [
    'in DER form',
    WRITTEN_FORMS.derCertificate,
    /^it is a certificate in DER form; put the token there alone/,
  ],
  ['of a key', WRITTEN_FORMS.privateKey, /^it is a private key; /],
  ['of a sign-in page', WRITTEN_FORMS.html, /^it is a web page; /],
])('a file %s is named as what it is, and nothing of it is repeated', async (_, content, detail) => {
  using folder = makeTempFolder();
  const tokenFile = join(folder.path, 'token');
  writeFileSync(tokenFile, content);
  const found = await find({ tokenFile });
  expect(found).toMatchObject({ kind: 'malformed', where: tokenFile, detail: expect.stringMatching(detail) });
  expect(JSON.stringify(found)).not.toContain('canary');
});

it('a file may begin with a byte order mark, and has to be a regular one', async () => {
  using folder = makeTempFolder();
  const tokenFile = join(folder.path, 'token');
  writeFileSync(tokenFile, `\ufeff${CANARY}\r\n`);
  expect(await find({ tokenFile })).toEqual({ kind: 'found', token: CANARY });
  expect(await find({ tokenFile: folder.path })).toMatchObject({ detail: 'it is not a regular file' });
});

it.each([
  ['notSet', { tokenEnv: 'NONE' }, 'the environment variable NONE'],
  ['empty', { tokenEnv: 'EMPTY' }, 'the environment variable EMPTY'],
  ['malformed', { tokenEnv: 'TWO' }, 'the environment variable TWO'],
  ['unreadable', { tokenFile: '/no/such/file' }, '/no/such/file'],
  ['unreadable', { tokenCommand: ['no-such-program-of-dpsync'] }, 'tokenCommand'],
  ['unreadable', { tokenCommand: [process.execPath, '-e', 'process.exit(3)', CANARY] }, 'tokenCommand'],
])('says that it is %s, and where: %j', async (kind, place, where) => {
  const found = await find(place);
  expect(found).toMatchObject({ kind, where });
  expect(JSON.stringify(found)).not.toContain(CANARY);
});

it.skipIf(process.platform !== 'linux').each([
  ['a device without end', '/dev/zero', 'it is not a regular file'],
  ['a folder', '/', 'it is not a regular file'],
  ['a file that hides its size', '/proc/self/smaps', 'it is larger than 64 KiB'],
] as const)('takes no token from %s', async (_what, tokenFile, detail) => {
  expect(await find({ tokenFile })).toMatchObject({ kind: 'unreadable', where: tokenFile, detail });
});

it.skipIf(process.platform === 'win32')('takes no token from a pipe, and waits for none', async () => {
  using folder = makeTempFolder();
  const tokenFile = join(folder.path, 'pipe');
  execFileSync('mkfifo', [tokenFile]);
  expect(await find({ tokenFile })).toMatchObject({ kind: 'unreadable', detail: 'it is not a regular file' });
});

it.each([
  [64 * 1024, 'found'],
  [64 * 1024 + 1, 'unreadable'],
])('takes a file of %i bytes as %s', async (length, kind) => {
  using folder = makeTempFolder();
  const tokenFile = join(folder.path, 'token');
  writeFileSync(tokenFile, 'x'.repeat(length));
  expect(await find({ tokenFile })).toMatchObject({ kind });
});
