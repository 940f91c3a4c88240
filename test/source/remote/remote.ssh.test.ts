import { chmodSync, copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startGitOverSsh } from '../../make/git/git-over-ssh.ts';
import { makeGitSource } from '../../make/git/git-source.ts';
import { makeTempRepo } from '../../make/git/temp-repo.ts';
import { describeWith, findProgram } from '../../make/needs.ts';

const sshd = findProgram('ssh') && findProgram('sshd');

interface Wish {
  readonly keyFile?: string;
  readonly knownHosts?: string;
  readonly path?: string;
}

/** A host with one repository, that one key opens; all of it goes when the test ends. */
async function startHost() {
  const repo = makeTempRepo();
  const host = await startGitOverSsh(sshd ?? '', repo.folder);
  onTestFinished(async () => {
    await host.close();
    repo[Symbol.dispose]();
  });
  const knownHostsFile = join(repo.folder, "known hosts of people's own; (x)");
  const open = ({ keyFile = host.keyFile, knownHosts = host.knownHost, path = repo.url }: Wish) => {
    writeFileSync(knownHostsFile, knownHosts);
    return makeGitSource({
      url: host.origin + encodeURI(path),
      folder: repo.folder,
      form: { auth: { type: 'ssh', keyFile, knownHostsFile } },
      environment: { PATH: process.env.PATH, SSH_AUTH_SOCK: '/nowhere', HOME: repo.folder },
    });
  };
  return { repo, host, open, knownHostsFile, commit: repo.commit({ 'a.yaml': '1' }) };
}

describeWith('ssh and sshd', sshd, () => {
  it('fetches with a key, from a host that is known', async () => {
    const { open, commit } = await startHost();
    const source = open({});
    expect(await source.fetch()).toBe(commit);
    expect((await source.changes(commit, null)).files).toHaveLength(1);
    expect(source.url).toMatch(/^ssh:\/\/127\.0\.0\.1:\d+\//);
  });

  it('takes files whose names would mean something to a shell', async () => {
    const { open, host, repo, commit } = await startHost();
    const keyFile = join(repo.folder, "it's; (a) `key` & more #1");
    copyFileSync(host.keyFile, keyFile);
    chmodSync(keyFile, 0o600);
    expect(await open({ keyFile }).fetch()).toBe(commit);
  });

  it('refuses a host that is not known', async () => {
    const { open, knownHostsFile } = await startHost();
    await expect(open({ knownHosts: '' }).fetch()).rejects.toMatchObject({
      code: 'DPS3031',
      consequence: 'wait',
      message: expect.stringContaining(
        `has a host key that is not known. Get its key from who runs the host and add it to ${knownHostsFile} (knownHostsFile)`,
      ),
    });
  });

  it('refuses a host whose key changed', async () => {
    const { open, host } = await startHost();
    await expect(open({ knownHosts: host.otherKnownHost }).fetch()).rejects.toMatchObject({
      code: 'DPS3030',
      consequence: 'wait',
      message: expect.stringMatching(
        /shows another host key than the one that is known.*Someone may stand in between/,
      ),
    });
  });

  it('is refused with a key that the host does not know', async () => {
    const { open, host } = await startHost();
    await expect(open({ keyFile: host.otherKeyFile }).fetch()).rejects.toMatchObject({
      code: 'DPS3035',
      message: expect.stringMatching(
        /gives no access; check that the host knows the public half of keyFile, .* \(git: .*Permission denied \(publickey\)/,
      ),
    });
  });

  it('says what is wrong with the key file', async () => {
    const { open, host, repo } = await startHost();
    await expect(open({ keyFile: join(repo.folder, 'none') }).fetch()).rejects.toMatchObject({
      code: 'DPS3020',
      message: `${join(repo.folder, 'none')} (keyFile) cannot be read; check the path and its permissions`,
    });
    const odd = join(repo.folder, '100%h "key"');
    copyFileSync(host.keyFile, odd);
    await expect(open({ keyFile: odd }).fetch()).rejects.toMatchObject({
      code: 'DPS3023',
      consequence: 'stop',
    });
    chmodSync(host.keyFile, 0o644);
    await expect(open({}).fetch()).rejects.toMatchObject({
      code: 'DPS3034',
      message: expect.stringContaining('the keyFile may be read by others, so ssh does not use it'),
    });
  });

  it('says that nothing is there', async () => {
    const { open } = await startHost();
    await expect(open({ path: '/nowhere.git' }).fetch()).rejects.toMatchObject({ code: 'DPS3037' });
  });
});
