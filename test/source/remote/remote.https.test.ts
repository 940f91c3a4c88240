import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { NOWHERE } from '../../../src/source/git/nowhere.ts';
import { makeCertificates } from '../../make/git/certificates.ts';
import { findHttpBackend, startGitOverHttps } from '../../make/git/git-over-https.ts';
import { makeGitSource } from '../../make/git/git-source.ts';
import { makeRecordingGit } from '../../make/git/recording-git.ts';
import { makeTempRepo } from '../../make/git/temp-repo.ts';
import { describeWith, findProgram } from '../../make/needs.ts';
import { makeTempFolder } from '../../make/temp-folder.ts';

const TOKEN = 's3cr3t-T0ken';
const BASIC = Buffer.from(`x-access-token:${TOKEN}`).toString('base64');

const found = findProgram('openssl') && findHttpBackend();

const token = { auth: { type: 'token', tokenEnv: 'TOKEN' } };

interface Wish {
  readonly form?: Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly path?: string;
}

/** A host with one repository, that only the token opens; all of it goes when the test ends. */
async function startHost() {
  const repo = makeTempRepo();
  const certificates = makeCertificates();
  const host = await startGitOverHttps({
    root: repo.folder,
    ...certificates,
    authorization: `Basic ${BASIC}`,
  });
  onTestFinished(async () => {
    await host.close();
    repo[Symbol.dispose]();
  });
  const open = ({ form, environment, path = '/remote.git' }: Wish) =>
    makeGitSource({
      url: host.origin + path,
      folder: repo.folder,
      form: { caFile: certificates.caFile, ...form },
      environment: { PATH: process.env.PATH, TOKEN, ...environment },
    });
  return { repo, host, certificates, open, commit: repo.commit({ 'a.yaml': '1' }) };
}

describeWith('openssl and git http-backend', found, () => {
  it('fetches with a token of the environment', async () => {
    const { open, host, commit } = await startHost();
    const source = open({ form: token });
    expect(await source.fetch()).toBe(commit);
    expect((await source.changes(commit, null)).files).toHaveLength(1);
    expect(host.authorizations).toContain(`Basic ${BASIC}`);
  });

  it('repeats no token that stands in the names of branches, however it is written', async () => {
    const { open, repo } = await startHost();
    const names = [
      TOKEN,
      TOKEN.toUpperCase(),
      encodeURIComponent(encodeURIComponent(`${TOKEN}!`)),
      BASIC.replaceAll('=', ''),
    ];
    for (const name of names) repo.git('push', '--quiet', 'origin', `HEAD:refs/heads/x-${name}`);
    const error = await open({ form: { ...token, branch: 'nowhere' } })
      .fetch()
      .catch((failure: Error) => failure);
    expect(error).toMatchObject({ code: 'DPS3043', message: expect.stringContaining('x-***') });
    expect(String(error)).not.toMatch(/s3cr3t|T0ken/i);
    expect(String(error)).not.toContain(Buffer.from(TOKEN).toString('base64').slice(0, -2));
  });

  it('reads the token of a file anew each time, and trims it', async () => {
    const { open, repo, commit } = await startHost();
    const tokenFile = join(repo.folder, 'token');
    const source = open({ form: { auth: { type: 'token', tokenFile } } });
    writeFileSync(tokenFile, 'old');
    await expect(source.fetch()).rejects.toMatchObject({ code: 'DPS3035' });
    writeFileSync(tokenFile, `\n ${TOKEN}\r\n`);
    expect(await source.fetch()).toBe(commit);
  });

  it.each([
    ['no TOKEN', { TOKEN: '' }, 'DPS3022', /^the environment variable TOKEN holds no token; it is empty$/],
    [
      'a token of two lines',
      { TOKEN: 'a\nX-Other: b' },
      'DPS3022',
      /^the environment variable TOKEN holds no token/,
    ],
    [
      'a wrong token',
      { TOKEN: 'wrong' },
      'DPS3035',
      /gives no access; check that the token is valid and may read the repository \(git: fatal: /,
    ],
  ])('is refused with %s', async (_, environment, code, message) => {
    const { open } = await startHost();
    const failure = open({ form: token, environment }).fetch();
    await expect(failure).rejects.toMatchObject({ code, consequence: 'wait' });
    await expect(failure).rejects.toThrow(message);
  });

  it('is refused without auth', async () => {
    const { open } = await startHost();
    await expect(open({}).fetch()).rejects.toThrow(
      /^https:\/\/127\.0\.0\.1:\d+\/remote\.git gives no access; give the source an auth, such as auth: \{type: token/,
    );
  });

  it('does not take a password that lies in the home folder', async () => {
    const { open, repo, commit } = await startHost();
    const environment = { HOME: repo.folder };
    const netrc = join(repo.folder, '.netrc');
    writeFileSync(netrc, `machine 127.0.0.1 login x-access-token password ${TOKEN}\n`, { mode: 0o600 });
    await expect(open({ environment }).fetch()).rejects.toMatchObject({ code: 'DPS3035' });
    expect(await open({ form: { auth: { type: 'system' } }, environment }).fetch()).toBe(commit);
  });

  it('does not trust a certificate without its authority', async () => {
    const { open } = await startHost();
    const others = makeCertificates();
    await expect(open({ form: { ...token, caFile: undefined } }).fetch()).rejects.toMatchObject({
      code: 'DPS3032',
      message: expect.stringMatching(
        /shows a certificate that is not trusted; name the file of its authority as caFile of the source \(git: fatal: /,
      ),
    });
    await expect(open({ form: { ...token, caFile: others.caFile } }).fetch()).rejects.toMatchObject({
      code: 'DPS3032',
      message: expect.stringContaining(`${others.caFile} (caFile) does not vouch for`),
    });
    await expect(open({ form: { ...token, caFile: '/nowhere.pem' } }).fetch()).rejects.toMatchObject({
      code: 'DPS3020',
      message: '/nowhere.pem (caFile) cannot be read; check the path and its permissions',
    });
  });

  it('does not follow a redirect', async () => {
    const { open } = await startHost();
    await expect(open({ form: token, path: '/elsewhere/remote.git' }).fetch()).rejects.toMatchObject({
      code: 'DPS3033',
      message: expect.stringContaining('sends git elsewhere, which is refused; write the address'),
    });
  });

  it('says that nothing is there', async () => {
    const { open } = await startHost();
    await expect(open({ form: token, path: '/other.git' }).fetch()).rejects.toMatchObject({
      code: 'DPS3037',
    });
  });

  it('says that nobody answers', async () => {
    using folder = makeTempFolder();
    const source = makeGitSource({ url: 'https://127.0.0.1:1/x.git', folder: folder.path });
    await expect(source.fetch()).rejects.toMatchObject({ code: 'DPS3039', consequence: 'retry' });
  });

  it('ends a visit without an answer at the limit, and everything that git started', async () => {
    const { host, repo, certificates } = await startHost();
    const source = makeGitSource({
      url: `${host.origin}/hang.git`,
      folder: repo.folder,
      form: { caFile: certificates.caFile },
      gitTimeout: 3000,
    });
    await expect(source.fetch()).rejects.toMatchObject({ code: 'DPS3002' });
    await host.hangUp;
  });

  it('shows no secret, whatever the host sends back', async () => {
    const { open } = await startHost();
    const failure: unknown = await open({ form: token, path: '/echo/x.git' })
      .fetch()
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'DPS3035' });
    expect(inspect(failure, { depth: 10 })).not.toMatch(new RegExp(`${TOKEN}|${BASIC}|\x1b`));
  });

  it('gives the token to nobody but git: no argument, no file, and no other environment', async () => {
    const { host, repo, certificates, commit } = await startHost();
    const git = makeRecordingGit(repo.folder);
    const source = makeGitSource({
      url: `${host.origin}/remote.git`,
      folder: repo.folder,
      form: { caFile: certificates.caFile, ...token },
      environment: {
        PATH: git.path,
        TOKEN,
        HOME: repo.folder,
        GIT_TRACE: '1',
        EDITOR: 'x',
        SECRET: 'of others',
      },
    });
    await source.fetch();
    const { files } = await source.changes(commit, null);
    for await (const { blob } of source.read(files.map(({ blob: id }) => id))) expect(blob).toHaveLength(40);

    const everywhere = new RegExp(`${TOKEN}|${BASIC}`);
    expect(git.trace()).toContain('git-remote-https');
    expect(git.trace()).not.toMatch(everywhere);
    expect(JSON.stringify(git.calls())).not.toMatch(everywhere);
    for (const file of filesUnder(join(repo.folder, 'mirrors')))
      expect(readFileSync(file, 'latin1')).not.toMatch(everywhere);

    const environments = git.environments();
    expect(environments).not.toMatch(/^(?:TOKEN|SECRET|EDITOR|GIT_TRACE)=/m);
    const homes = environments.split('\n').filter((line) => line.startsWith('HOME='));
    expect(new Set(homes)).toEqual(new Set([`HOME=${NOWHERE}`]));
    expect(environments.split('\n').filter((line) => everywhere.test(line))).toEqual(
      // ls-remote and fetch.
      Array(2).fill(expect.stringMatching(/^GIT_CONFIG_VALUE_\d+=Authorization: Basic /)),
    );
    expect(environments).toContain('GIT_ALLOW_PROTOCOL=https\n');
  });
});

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
