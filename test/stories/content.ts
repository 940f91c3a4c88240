import { renameSync } from 'node:fs';
import { redistribution, redistributions } from '../make/noun/redistribution.ts';
import type { Conductor } from '../make/process/conductor.ts';
import { type Edit, PACKAGES } from './steps.ts';

/** A content repository as people change it. */
export class Content {
  readonly #conductor: Conductor;
  #commits: { readonly id: string; readonly tree: Tree }[] = [];
  #tree: Tree = { files: new Map(), repeated: null };

  constructor(conductor: Conductor) {
    this.#conductor = conductor;
    this.commit(PACKAGES.map((number) => ({ kind: 'revise', package: number, revision: '1' })));
  }

  commit(edits: readonly Edit[]): void {
    const { repo } = this.#conductor;
    const before = Object.keys(textsOf(this.#tree)).map((path) => [path, null] as const);
    for (const one of edits) {
      if (one.kind === 'forcePush') this.#goBack(one.back);
      else this.#tree = edited(this.#tree, one);
    }
    const id = repo.commit({ ...Object.fromEntries(before), ...textsOf(this.#tree) });
    this.#commits.push({ id, tree: this.#tree });
  }

  #goBack(count: number): void {
    const { repo } = this.#conductor;
    this.#commits = this.#commits.slice(0, Math.max(1, this.#commits.length - count));
    const head = this.#commits.pop();
    if (!head) return;
    repo.git('reset', '--quiet', '--hard', head.id);
    repo.git('commit', '--quiet', '--allow-empty', '--amend', '--message=said better');
    this.#commits.push({ id: repo.git('rev-parse', 'HEAD'), tree: head.tree });
    this.#tree = head.tree;
  }
}

interface Tree {
  readonly files: ReadonlyMap<
    number,
    { readonly revision: string; readonly broken: boolean; readonly moved: boolean }
  >;
  readonly repeated: { readonly package: number; readonly revision: string } | null;
}

function edited(tree: Tree, change: Exclude<Edit, { kind: 'forcePush' }>): Tree {
  if (change.kind === 'repeat') {
    const repeated = change.package === null ? null : { package: change.package, revision: change.revision };
    return { ...tree, repeated };
  }
  const files = new Map(tree.files);
  const file = files.get(change.package) ?? { revision: '1', broken: false, moved: false };
  if (change.kind === 'remove') files.delete(change.package);
  else if (change.kind === 'revise') files.set(change.package, { ...file, revision: change.revision });
  else if (change.kind === 'move') files.set(change.package, { ...file, moved: !file.moved });
  else files.set(change.package, { ...file, broken: change.kind === 'break' });
  return { ...tree, files };
}

function textsOf({ files, repeated }: Tree): Readonly<Record<string, string>> {
  const texts = [...files].map(([number, { revision: at, broken, moved }]) => {
    const written = { packages: [number], groups: [1, 2], revision: at };
    const text = broken ? redistributions(written, { revision: '' }) : redistribution(written);
    return [`${moved ? 'elsewhere/' : ''}${number}.yaml`, text] as const;
  });
  const again = repeated && redistribution({ packages: [repeated.package], revision: repeated.revision });
  return { ...Object.fromEntries(texts), ...(again && { 'again.yaml': again }) };
}

/** Does something while the remote is not where it was. */
export async function whileGone(url: string, work: () => Promise<void>): Promise<void> {
  const elsewhere = `${url}.gone`;
  renameSync(url, elsewhere);
  try {
    await work();
  } finally {
    renameSync(elsewhere, url);
  }
}
