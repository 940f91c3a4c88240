// A pull request whose repository has what the READMEs ask for: dpsync and the facts, each in a branch of its own.
import { cpSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Facts } from '../../../src/model/views/facts.ts';
import { factsParts } from '../../../src/report/json/facts.ts';
import { writeJson } from '../../../src/report/json/write.ts';
import { runGit } from '../../make/git/temp-repo.ts';
import { redistribution } from '../../make/noun/redistribution.ts';
import type { Finished } from '../../make/process/running.ts';
import type { FakeHost } from '../../make/review/fake-host.ts';
import { makePullRequest, type PullRequest, type Sides } from '../../make/review/pull-request.ts';
import type { PipelineHost } from './host.ts';
import { PULL_REQUEST } from './pipeline-file.ts';
import { makeMachine, runScript } from './script.ts';

/** A pull request on a host, ready for its pipeline. */
export interface Stage extends Disposable {
  readonly fake: FakeHost;
  readonly request: PullRequest;
  /** Starts the pipeline, on a machine that nobody used. Default: with the host's own token. */
  play(token?: string): Promise<Finished>;
}

/** What is on the host. */
export interface Given extends Pick<Sides, 'change' | 'links'> {
  /** What `npm pack` made; left out: nobody pushed it. */
  readonly tarball?: string;
  /** Left out: nobody exported any. */
  readonly facts?: Facts;
}

/** What the target branch declares. */
const BEFORE = { 'office.yaml': redistribution({ site: 'P01' }) };

/** Makes a stage that goes at the end of the block. */
export async function makeStage(host: PipelineHost, given: Given): Promise<Stage> {
  const fake = await host.open();
  const request = makePullRequest({ before: BEFORE, ...given });
  fake.state.head = request.head;
  if (given.tarball !== undefined) await pushTool(request, given.tarball);
  if (given.facts !== undefined) {
    const text = await textOf(given.facts);
    makeRef(request, { ref: 'refs/heads/dpsync/facts', file: 'facts.json', text });
  }
  const play = (token = fake.state.token) =>
    host.play({ fake, request, machine: makeMachine(request.folder), token });
  return { fake, request, play, [Symbol.dispose]: () => request[Symbol.dispose]() };
}

const OPERATOR = {
  ...{ GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.com' },
  ...{ GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.com' },
};

/** Does what the README says, after its first line, which made the tarball. */
async function pushTool({ folder, repo }: PullRequest, tarball: string): Promise<void> {
  const readme = readFileSync(join(PULL_REQUEST, 'README.md'), 'utf8');
  const [, lines = ''] = /```sh\nnpm install && npm run build && npm pack\n([^`]+)```/.exec(readme) ?? [];
  const text = lines.replace('https://git.corp.example/eud/content.git', '"$CONTENT"');
  const machine = makeMachine(folder);
  cpSync(tarball, join(machine.workspace, basename(tarball)));
  const environment = { ...machine.environment, ...OPERATOR, CONTENT: repo.url };
  const { code, stderr } = await runScript({ text, flags: ['-e'], environment }, machine);
  if (code !== 0 || lines === '') throw new Error(`the README's commands failed: ${stderr}`);
}

/** Makes a ref on the host whose commit holds one file, and has no parent. */
export function makeRef(
  { repo }: PullRequest,
  { ref, file, text }: { readonly ref: string; readonly file: string; readonly text: string | Uint8Array },
): void {
  const blob = runGit(repo.url, ['hash-object', '-w', '--stdin'], text);
  const tree = runGit(repo.url, ['mktree'], `100644 blob ${blob}\t${file}\n`);
  runGit(repo.url, ['update-ref', ref, runGit(repo.url, ['commit-tree', '-m', file, tree])]);
}

async function textOf(known: Facts): Promise<string> {
  const parts: string[] = [];
  await writeJson(factsParts(known), async (text) => void parts.push(text));
  return parts.join('');
}
