import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Signature } from '../../../src/source/source.ts';
import { makeGitSource } from '../../make/git/git-source.ts';
import { makeGpg, makeSshKey, type SigningKey, signWith, type TempGpg } from '../../make/git/signing.ts';
import { makeTempRepo, runGit, type TempRepo } from '../../make/git/temp-repo.ts';
import { describeWith, findProgram } from '../../make/needs.ts';
import { WRITTEN_FORMS } from '../../make/operator-files.ts';

let repo: TempRepo;

beforeAll(() => {
  repo = makeTempRepo();
});

afterAll(() => repo[Symbol.dispose]());

const commitBy = (signing: SigningKey | null): string => {
  signWith(repo, signing);
  return repo.commit({ 'a.yaml': 'x' });
};

/** The commit with something else in its text, signature and all the rest as they were. */
function forge(commit: string, from: string | RegExp, to: string): string {
  const text = runGit(repo.work, ['cat-file', 'commit', commit]);
  const forged = text.replace(from, to);
  expect(forged).not.toBe(text);
  const id = runGit(repo.work, ['hash-object', '-t', 'commit', '-w', '--stdin'], `${forged}\n`);
  repo.git('push', '--quiet', '--force', 'origin', `${id}:refs/heads/main`);
  return id;
}

/** What a source with these keys says of the head of the branch. */
async function verify(keys: Readonly<Record<string, string>>, more: object = {}): Promise<Signature> {
  const source = makeGitSource({ ...repo, form: { verify: keys }, ...more });
  return await source.verify(await source.fetch());
}

const refused = (message: string) => ({ verified: false, message });

/** A folder with links to these programs, and nothing else. */
function pathWith(name: string, programs: readonly string[]): string {
  const folder = join(repo.folder, name);
  mkdirSync(folder);
  for (const program of programs) symlinkSync(findProgram(program) ?? program, join(folder, program));
  return folder;
}

/** The folder that a source keeps its mirrors in, without them. */
const leftBehind = () =>
  readdirSync(join(repo.folder, 'mirrors')).flatMap((place) =>
    readdirSync(join(repo.folder, 'mirrors', place)).filter((name) => !name.endsWith('.git')),
  );

it('is never asked for where the config does not say so', async () => {
  commitBy(null);
  const source = makeGitSource(repo);
  expect(await source.verify(await source.fetch())).toEqual({ verified: true, key: null });
});

describeWith('gpg', findProgram('gpg'), () => {
  let gpg: TempGpg;
  let ada: string;
  let eve: string;
  let keys: { readonly gpgKeys: string };

  beforeAll(() => {
    gpg = makeGpg(repo.folder);
    ada = gpg.makeKey('ada');
    eve = gpg.makeKey('eve');
    keys = { gpgKeys: gpg.exportTo('ada.asc', [ada]) };
  });

  afterAll(() => gpg[Symbol.dispose]());

  it('takes a good signature by a key of the operator, and names the key', async () => {
    commitBy(gpg.signing(ada));
    expect(await verify(keys)).toEqual({ verified: true, key: ada });
  });

  it('takes one by a subkey, and names the primary key', async () => {
    const lin = gpg.makeKey('lin');
    const sub = gpg.addSubkey(lin);
    commitBy(gpg.signing(sub));
    expect(await verify({ gpgKeys: gpg.exportTo('lin.asc', [lin]) })).toEqual({ verified: true, key: lin });
  });

  it('takes none that is missing', async () => {
    commitBy(null);
    expect(await verify(keys)).toEqual(refused('is not signed'));
  });

  it('takes none by a key that the operator does not name, whatever keyring this machine has', async () => {
    commitBy(gpg.signing(eve));
    const environment = { PATH: process.env.PATH, GNUPGHOME: join(repo.folder, 'gnupg'), HOME: repo.folder };
    expect(await verify(keys, { environment })).toEqual(
      refused(`is signed by the OpenPGP key ${eve.slice(-16)}, which is not among the gpgKeys of the source`),
    );
  });

  it('reads the file anew for every look', async () => {
    commitBy(gpg.signing(eve));
    const file = gpg.exportTo('changing.asc', [ada]);
    const source = makeGitSource({ ...repo, form: { verify: { gpgKeys: file } } });
    const head = await source.fetch();
    expect(await source.verify(head)).toMatchObject({ verified: false });
    gpg.exportTo('changing.asc', [ada, eve]);
    expect(await source.verify(head)).toEqual({ verified: true, key: eve });
    gpg.exportTo('changing.asc', [ada]);
    expect(await source.verify(head)).toMatchObject({ verified: false });
  });

  it('takes none of a commit that was changed after it was signed', async () => {
    forge(commitBy(gpg.signing(ada)), 'Ada Example', 'Eve Example');
    const key = ada.slice(-16);
    expect(await verify(keys)).toEqual(
      refused(
        `has a signature by the OpenPGP key ${key} that does not fit it: it was changed after it was signed`,
      ),
    );
  });

  it('takes none that has expired, and none by a key that has expired or is revoked', async () => {
    const [old, lost] = [gpg.makeKey('old', { at: '20200101T000000', expires: '2d' }), gpg.makeKey('lost')];
    const brief = gpg.makeKey('brief', { at: '20200101T000000' });
    const signedAt = (key: string, options: readonly string[] = []) =>
      gpg.signing(key, ['--faked-system-time', '20200102T000000', ...options]);
    const heads = [commitBy(signedAt(brief, ['--default-sig-expire', '1d'])), commitBy(signedAt(old))];
    heads.push(commitBy(gpg.signing(lost)));
    gpg.revoke(lost);
    const source = makeGitSource({
      ...repo,
      form: { verify: { gpgKeys: gpg.exportTo('past.asc', [brief, old, lost]) } },
    });
    await source.fetch();
    const said = [];
    for (const head of heads) said.push(await source.verify(head));
    expect(said).toEqual([
      refused(`has a signature by the OpenPGP key ${brief.slice(-16)} that has expired`),
      refused(`is signed by the OpenPGP key ${old.slice(-16)}, which has expired`),
      refused(`is signed by the OpenPGP key ${lost.slice(-16)}, which is revoked`),
    ]);
  });

  it.each([
    ['cannot be read', /\n (?!-)[^\n]+/, '\n !!!!', 'has an OpenPGP signature that gpg cannot check'],
    [
      'is there twice',
      /^(gpgsig [\s\S]*?-----END PGP SIGNATURE-----\n)/m,
      '$1$1',
      'has a signature of a kind that does not count; sign with OpenPGP or SSH',
    ],
    [
      'is that of a message',
      /PGP SIGNATURE/g,
      'PGP MESSAGE',
      'has a signature of a kind that does not count; sign with OpenPGP or SSH',
    ],
    [
      'is of X.509',
      /PGP SIGNATURE/g,
      'SIGNED MESSAGE',
      'has a signature of a kind that does not count; sign with OpenPGP or SSH',
    ],
    [
      'stands behind a very long header',
      'gpgsig',
      `note ${'x'.repeat(70_000)}\ngpgsig`,
      'has a header of more than 64 KiB, which is not looked at',
    ],
    ['stands in the message', /^gpgsig[\s\S]*END PGP SIGNATURE-----\n\n/m, '\n$&', 'is not signed'],
  ])('takes none that %s', async (_, from, to, message) => {
    forge(commitBy(gpg.signing(ada)), from, to);
    expect(await verify(keys)).toEqual(refused(message));
  });

  it('takes none where only SSH keys are named', async () => {
    commitBy(gpg.signing(ada));
    const allowed = join(repo.folder, 'nobody');
    writeFileSync(allowed, '');
    expect(await verify({ sshAllowedSigners: allowed })).toEqual(
      refused("is signed with OpenPGP, and the source's verify names no gpgKeys"),
    );
  });

  it('needs a file with a key, and gpg', async () => {
    commitBy(gpg.signing(ada));
    const file = (name: string, text: string) => {
      writeFileSync(join(repo.folder, name), text);
      return join(repo.folder, name);
    };
    const missing = { gpgKeys: join(repo.folder, 'nothing.asc') };
    await expect(verify(missing)).rejects.toMatchObject({ code: 'DPS3020' });
    const empty = { gpgKeys: file('empty.asc', 'no key') };
    await expect(verify(empty)).rejects.toMatchObject({
      code: 'DPS3082',
      message: `${empty.gpgKeys} (gpgKeys) holds no public key that gpg can use; write it with gpg --armor --output '${empty.gpgKeys}' --export KEY…`,
    });
    const secret = { gpgKeys: file('secret.asc', WRITTEN_FORMS.pgpPrivate) };
    await expect(verify(secret)).rejects.toMatchObject({
      code: 'DPS3024',
      message: expect.stringContaining('(gpgKeys) is an OpenPGP private key; write it with gpg --armor'),
    });
    const environment = { PATH: pathWith('without gpg', ['git']) };
    await expect(verify(keys, { environment })).rejects.toMatchObject({
      code: 'DPS3080',
      consequence: 'stop',
      message:
        'gpg could not be started, and verify has gpgKeys; install GnuPG 2.2 or newer and put it on the PATH',
    });
    expect(leftBehind()).toEqual([]);
  });

  it('is not moved by options and keys that lie where gpg would look', async () => {
    commitBy(gpg.signing(eve));
    const home = join(repo.folder, 'home');
    mkdirSync(join(home, '.gnupg'), { recursive: true, mode: 0o700 });
    writeFileSync(join(home, '.gnupg/gpg.conf'), `keyring "${join(repo.folder, 'gnupg/pubring.kbx')}"\n`);
    const config = join(home, 'gitconfig');
    writeFileSync(config, `[gpg]\n\tprogram = ${gpg.signing(eve).program}\n`);
    const environment = { PATH: process.env.PATH, HOME: home, GIT_CONFIG_GLOBAL: config };
    expect(await verify(keys, { environment })).toMatchObject({ verified: false });
  });

  it('leaves no process and no keyring behind', async () => {
    commitBy(gpg.signing(ada));
    expect(await verify(keys)).toMatchObject({ verified: true });
    const running = execFileSync('ps', ['-e', '-o', 'args='], { encoding: 'utf8' }).split('\n');
    const helper = /^\S*(?:gpg-agent|dirmngr|keyboxd|scdaemon) /;
    expect(
      running.filter((line) => helper.test(line) && line.includes(join(repo.folder, 'mirrors'))),
    ).toEqual([]);
    expect(leftBehind()).toEqual([]);
  });
});

describeWith('ssh-keygen', findProgram('ssh-keygen'), () => {
  let ada: ReturnType<typeof makeSshKey>;
  let eve: ReturnType<typeof makeSshKey>;

  beforeAll(() => {
    ada = makeSshKey(repo.folder, 'ada');
    eve = makeSshKey(repo.folder, 'eve');
  });

  /** A file with these lines, as a config names it. */
  const fileOf = (name: string, ...lines: readonly string[]) => {
    const file = join(repo.folder, name);
    writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
    return file;
  };
  const signers = (...lines: readonly string[]) => ({ sshAllowedSigners: fileOf('signers', ...lines) });
  const fingerprintOf = ({ key }: SigningKey) =>
    execFileSync('ssh-keygen', ['-l', '-f', key], { encoding: 'utf8' }).split(' ')[1] ?? '';
  const UNFIT = 'has an SSH signature that does not fit it, is by a revoked key or is not meant for git';

  it('takes a good signature by an allowed signer, and names key and signer', async () => {
    commitBy(ada);
    expect(await verify(signers(`ada@example.com namespaces="git" ${ada.publicKey}`))).toEqual({
      verified: true,
      key: `${fingerprintOf(ada)} (ada@example.com)`,
    });
  });

  it.each([
    ['by a key that is not allowed', () => [`eve ${eve.publicKey}`]],
    ['where nobody is allowed', () => []],
    ['by a key whose time was over', () => [`ada valid-before="20200101" ${ada.publicKey}`]],
    ['by a key whose time was to come', () => [`ada valid-after="20900101" ${ada.publicKey}`]],
  ])('takes none %s', async (_, lines) => {
    commitBy(ada);
    expect(await verify(signers(...lines()))).toEqual(
      refused(
        `is signed by the SSH key ${fingerprintOf(ada)}, which the sshAllowedSigners of the source do not allow for the time of the commit`,
      ),
    );
  });

  it('stops where a list is of another form', async () => {
    commitBy(ada);
    await expect(verify(signers(ada.publicKey))).rejects.toMatchObject({
      code: 'DPS3024',
      message: expect.stringContaining('(sshAllowedSigners) has a key without its signer at line 1; '),
    });
    const revoked = join(repo.folder, 'revoked');
    writeFileSync(revoked, Buffer.from(`\ufeff${ada.publicKey}`, 'utf16le'));
    const both = { ...signers(`ada ${ada.publicKey}`), sshRevokedKeys: revoked };
    await expect(verify(both)).rejects.toMatchObject({
      code: 'DPS3024',
      message: expect.stringContaining('(sshRevokedKeys) is UTF-16 '),
    });
  });

  it('takes none that is missing, and none that is not meant for git', async () => {
    commitBy(null);
    expect(await verify(signers(`ada ${ada.publicKey}`))).toEqual(refused('is not signed'));
    commitBy(ada);
    expect(await verify(signers(`ada namespaces="file" ${ada.publicKey}`))).toMatchObject({
      verified: false,
    });
  });

  it('takes none by a key that is revoked', async () => {
    commitBy(ada);
    const keys = signers(`ada ${ada.publicKey}`);
    const sshRevokedKeys = fileOf('revoked', eve.publicKey);
    expect(await verify({ ...keys, sshRevokedKeys })).toMatchObject({ verified: true });
    fileOf('revoked', eve.publicKey, ada.publicKey);
    expect(await verify({ ...keys, sshRevokedKeys })).toEqual(refused(UNFIT));
    const gone = { ...keys, sshRevokedKeys: join(repo.folder, 'nowhere') };
    await expect(verify(gone)).rejects.toMatchObject({ code: 'DPS3020' });
  });

  it('takes none of a commit that was changed after it was signed, and none that cannot be read', async () => {
    const keys = signers(`ada ${ada.publicKey}`);
    forge(commitBy(ada), 'Ada Example', 'Eve Example');
    expect(await verify(keys)).toEqual(refused(UNFIT));
    forge(commitBy(ada), /\n (?!-)[^\n]+/, '\n !!!!');
    expect(await verify(keys)).toEqual(refused(UNFIT));
  });

  it('takes none where only OpenPGP keys are named', async () => {
    commitBy(ada);
    expect(await verify({ gpgKeys: fileOf('keys.asc') })).toEqual(
      refused("is signed with SSH, and the source's verify names no sshAllowedSigners"),
    );
  });

  it('needs the file, and ssh-keygen', async () => {
    commitBy(ada);
    const missing = { sshAllowedSigners: join(repo.folder, 'nothing') };
    await expect(verify(missing)).rejects.toMatchObject({ code: 'DPS3020' });
    const environment = { PATH: pathWith('without ssh', ['git']) };
    await expect(verify(signers(`ada ${ada.publicKey}`), { environment })).rejects.toMatchObject({
      code: 'DPS3081',
      consequence: 'stop',
    });
  });
});

describe('a text of the commit', () => {
  it('is given to no program where it is not signed', async () => {
    commitBy(null);
    const keys = join(repo.folder, 'unread.asc');
    expect(existsSync(keys)).toBe(false);
    expect(await verify({ gpgKeys: keys })).toEqual(refused('is not signed'));
  });
});
