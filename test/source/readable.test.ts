import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readAccess } from '../../src/source/access/access.ts';
import { checkFile } from '../../src/source/readable.ts';
import { sourceForm } from '../../src/source/settings.ts';
import { SSH_PUBLIC, WRITTEN_FORMS } from '../make/operator-files.ts';
import { makeTempFolder } from '../make/temp-folder.ts';

const token = async () => ({ kind: 'found', token: 'ghp_0123456789' }) as const;

/** What is said of the files of a source when it is reached. */
async function reach(files: {
  readonly caFile?: string | Buffer;
  readonly keyFile?: string;
  readonly hosts?: string;
}) {
  using folder = makeTempFolder();
  const write = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder.path, name), content);
    return join(folder.path, name);
  };
  const { caFile, keyFile = WRITTEN_FORMS.opensshKey, hosts = `git.example ${SSH_PUBLIC}` } = files;
  const auth =
    caFile === undefined
      ? { type: 'ssh', keyFile: write('key', keyFile), knownHostsFile: write('hosts', hosts) }
      : { type: 'token', tokenEnv: 'GIT_TOKEN' };
  const form = sourceForm.parse({
    ...{ name: 'content', branch: 'main', auth },
    url: caFile === undefined ? 'ssh://git@git.example/content.git' : 'https://git.example/content.git',
    ...(caFile !== undefined && { caFile: write('ca', caFile) }),
  });
  return await readAccess(form, token, folder.path).then(
    () => 'taken',
    (error: Error & { readonly code: string }) =>
      `${error.code} ${error.message.replaceAll(folder.path, '')}`,
  );
}

it('files of a source that are right are taken', async () => {
  expect(await reach({})).toBe('taken');
  expect(await reach({ caFile: WRITTEN_FORMS.certificate })).toBe('taken');
});

it.each([
  [
    { caFile: WRITTEN_FORMS.derCertificate },
    /^DPS3024 \/ca \(caFile\) is a certificate in DER form; .*openssl x509/,
  ],
  [{ caFile: WRITTEN_FORMS.derPkcs7 }, /^DPS3024 \/ca \(caFile\) is a PKCS#7 bundle in DER form/],
  [{ keyFile: SSH_PUBLIC }, /^DPS3024 \/key \(keyFile\) is an SSH public key; name the private half/],
  [
    { keyFile: WRITTEN_FORMS.lockedOpensshKey },
    /^DPS3024 \/key \(keyFile\) is a private key with a passphrase/,
  ],
  [{ hosts: SSH_PUBLIC }, /^DPS3024 \/hosts \(knownHostsFile\) has a key without its host at line 1; /],
  [
    { hosts: '\ufeffgit.example ssh-ed25519 AAAA' },
    /^DPS3024 \/hosts \(knownHostsFile\) begins with a byte order mark/,
  ],
])('a file of another form is named before git is asked: %#', async (files, message) => {
  expect(await reach(files)).toMatch(message);
});

it('a folder is no file', async () => {
  using folder = makeTempFolder();
  await expect(checkFile({ file: folder.path, key: 'caFile', use: 'authorities' })).rejects.toMatchObject({
    code: 'DPS3024',
    message: `${folder.path} (caFile) is no regular file; name one`,
  });
});
