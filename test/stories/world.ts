// What a random history is made of: a content repository that changes, and everything that goes wrong around it.
import { renameSync } from 'node:fs';
import fc from 'fast-check';
import type { Attempt } from '../../src/model/attempt.ts';
import type { Parts } from '../../src/reconcile/parts.ts';
import type { Fault } from '../../src/simulator/fault.ts';
import { openAdminServiceSite } from '../../src/site/adminservice/site.ts';
import type { Conductor } from '../make/conductor.ts';
import type { Death } from '../make/mortality.ts';
import { redistribution, redistributions } from '../make/redistribution.ts';
import { makeSiteSettings } from '../make/simulated-site.ts';

const PACKAGES = [1, 2, 3];
const GROUPS = [1, 2];

/** One commit. */
export type Edit =
  | { readonly kind: 'revise'; readonly package: number; readonly revision: string }
  | { readonly kind: 'remove' | 'break' | 'mend' | 'move'; readonly package: number }
  /** Declares a package a second time, in a file of its own; null: not any more. */
  | { readonly kind: 'repeat'; readonly package: number | null; readonly revision: string }
  /** Takes so many commits back, and writes the one before them anew with another message. */
  | { readonly kind: 'forcePush'; readonly back: number };

/** What people do, what the world does, and how the process ends. */
export interface Step {
  readonly edits: readonly Edit[];
  /** What goes wrong with the next calls, one after the other. */
  readonly faults: readonly (Fault | null)[];
  /** After so many calls the site refuses connections; null: it stays. */
  readonly siteGoesAfter: number | null;
  readonly remoteIsGone: boolean;
  readonly death: Death | null;
  /** In milliseconds. */
  readonly later: number;
  /** What an operator says of unknown outcomes before the pass. */
  readonly resolves: 'accepted' | 'not-sent' | null;
  readonly approves: boolean;
}

const package_ = fc.constantFrom(...PACKAGES);
const revision = fc.constantFrom('1', '2', '3');
const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('revise' as const), package: package_, revision }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('remove' as const, 'break' as const, 'mend' as const, 'move' as const),
      package: package_,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('repeat' as const), package: fc.option(package_), revision }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('forcePush' as const), back: fc.integer({ min: 0, max: 3 }) }),
  },
);

const answer = (status: number, body: string, taken = status < 300): Fault => {
  return { kind: 'answer', taken, status, body };
};
const PROVIDER_ERROR = '{"error":{"code":"GenericFailure","message":"The SMS Provider reported an error."}}';
const fault = fc.constantFrom<Fault>(
  answer(200, '{"ReturnValue":1}', false),
  answer(200, '{"odd":true}'),
  answer(429, ''),
  answer(503, ''),
  answer(401, ''),
  answer(404, PROVIDER_ERROR),
  answer(408, '', true),
  answer(500, PROVIDER_ERROR),
  answer(500, '', true),
  answer(502, '<html>'),
  { kind: 'drop', taken: false },
  { kind: 'drop', taken: true },
  { kind: 'hang', taken: true },
  { kind: 'half', taken: true, body: '{"Return', ending: 'break' },
);

/** null, but for one time in so many. */
function seldom<Value>(arbitrary: fc.Arbitrary<Value>, times: number): fc.Arbitrary<Value | null> {
  return fc.oneof({ weight: times - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

/** Anything that may happen between two passes and in one. */
export const step: fc.Arbitrary<Step> = fc.record({
  edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
  faults: fc.array(seldom(fault, 2), { maxLength: 6, size: 'max' }),
  siteGoesAfter: seldom(fc.integer({ min: 0, max: 3 }), 5),
  remoteIsGone: seldom(fc.constant(true), 8).map((gone) => gone === true),
  death: seldom(
    fc.record({ step: fc.integer({ min: 1, max: 12 }), moment: fc.constantFrom('before', 'after') }),
    2,
  ),
  later: fc.constantFrom(0, 1000, 120_000, 3_600_000),
  resolves: fc.constantFrom(null, null, 'accepted', 'not-sent'),
  approves: fc.boolean(),
});

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
    const written = { packages: [number], groups: GROUPS, revision: at };
    const text = broken ? redistributions(written, { revision: '' }) : redistribution(written);
    return [`${moved ? 'elsewhere/' : ''}${number}.yaml`, text] as const;
  });
  const again = repeated && redistribution({ packages: [repeated.package], revision: repeated.revision });
  return { ...Object.fromEntries(texts), ...(again && { 'again.yaml': again }) };
}

/** The site's end of a history: what goes wrong there, and which attempts arrived. */
export class Ends {
  /** The attempts that the site took, oldest first. */
  readonly received: Attempt[] = [];
  /** Calls that arrived without an intent on record. */
  strangers = 0;
  #faults: (Fault | null)[] = [];
  #callsLeft = Number.POSITIVE_INFINITY;
  readonly #intended = new Map<string, Attempt>();

  constructor({ simulator }: Conductor) {
    simulator.site.script((request) => {
      if (request.kind === 'read') return undefined;
      const attempt = this.#intended.get(`${request.groupId} ${request.package}`);
      const spoilt = this.#faults.shift() ?? undefined;
      if (!attempt) this.strangers += 1;
      else if (!spoilt || spoilt.taken) this.received.push(attempt);
      return spoilt;
    });
  }

  /** What the next pass meets. */
  prepare({ faults, siteGoesAfter }: Pick<Step, 'faults' | 'siteGoesAfter'>): void {
    this.#faults = [...faults];
    this.#callsLeft = siteGoesAfter ?? Number.POSITIVE_INFINITY;
  }

  /** Parts whose site may go away, and whose intents are noted. */
  wrap(parts: Parts): Parts {
    const settings = makeSiteSettings('http://127.0.0.1:1/AdminService');
    const gone = openAdminServiceSite({ settings, environment: {}, clock: parts.clock });
    const now = <Value>(value: Value, other: Value) => (this.#callsLeft > 0 ? value : other);
    return {
      ...parts,
      sites: parts.sites.map((site) => ({
        ...site,
        probe: (signal) => now(site, gone).probe(signal),
        findGroups: (names, signal) => now(site, gone).findGroups(names, signal),
        redistribute: async (call) => {
          const end = now(site, gone);
          this.#callsLeft -= 1;
          return await end.redistribute(call);
        },
        close: async () => {
          await Promise.all([site.close(), gone.close()]);
        },
      })),
      listen: (event) => {
        parts.listen(event);
        if (event.type !== 'intended') return;
        this.#intended.set(`${event.attempt.groupId} ${event.attempt.entry.package}`, event.attempt);
      },
    };
  }
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
