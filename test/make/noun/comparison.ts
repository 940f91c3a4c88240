import { expand } from '../../../src/declare/expand.ts';
import { openReader } from '../../../src/declare/threads/threads.ts';
import type { SiteCode } from '../../../src/model/entry.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { compare } from '../../../src/reconcile/comparison/compare.ts';
import { planningWithoutConfig } from '../../../src/reconcile/comparison/planning-without-config.ts';
import { recordOfBase } from '../../../src/reconcile/comparison/record-of-base.ts';
import type { Planning, SentRecord } from '../../../src/reconcile/comparison/sent-record.ts';
import { openCheckout } from '../../../src/source/checkout/checkout.ts';
import { type Files, makeTempRepo, type TempRepo } from '../git/temp-repo.ts';
import { NOW } from './plan.ts';

/** What a test says of a comparison; left out: of the base alone, at site P01. */
export interface ComparisonWish {
  readonly worktree?: boolean;
  readonly path?: string;
  readonly record?: (planning: Planning) => SentRecord;
}

/** A repository with these files on `main`, whose branch `topic` is checked out. */
export function makeTopic(files: Files): TempRepo {
  const repo = makeTempRepo();
  repo.commit(files);
  repo.git('checkout', '--quiet', '-b', 'topic');
  return repo;
}

/** Plans what a merge of what is checked out into `main` would change. */
export async function compareIn(repo: TempRepo, wish: ComparisonWish = {}): Promise<Plan> {
  const { worktree = false, path, record = recordOfBase } = wish;
  const checkout = await openCheckout({
    ...{ folder: repo.work, base: 'main', head: 'HEAD', worktree, path },
    ...{ environment: process.env, gitTimeout: 30_000 },
  });
  const reader = openReader();
  try {
    const rules = { sites: null, onlySite: 'P01' as SiteCode, allow: null };
    const by = { source: 'content', rules, reader, expand };
    return await compare({ checkout, by, record: record(planningWithoutConfig(NOW)) });
  } finally {
    await reader.close();
  }
}
