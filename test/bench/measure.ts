import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case, Prepared } from './case.ts';

/** What came out of a case: milliseconds, ratios of the pairs, and bytes. */
export interface Measured {
  readonly ours: readonly number[];
  readonly baseline: readonly number[];
  readonly ratios: readonly number[];
  readonly peak: number;
}

/** Runs a case in a folder of its own, which is removed. */
export async function measure(item: Case, runs: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'dpsync-bench-'));
  try {
    const prepared = await item.prepare(folder);
    try {
      // Once for the compile cache, the disk's cache and the like.
      await prepared.ours();
      await prepared.baseline?.();
      const pairs = await runPairs(prepared, runs);
      return { ...pairs, ratios: ratiosOf(item, pairs), peak: await prepared.peak() };
    } finally {
      await prepared.end?.();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

type Pairs = Pick<Measured, 'ours' | 'baseline'>;

/** Ours and the baseline in turn; each is first every other time. */
async function runPairs(prepared: Prepared, runs: number): Promise<Pairs> {
  const ours: number[] = [];
  const baseline: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    if (run % 2 === 0) ours.push(await prepared.ours());
    if (prepared.baseline) baseline.push(await prepared.baseline());
    if (run % 2 === 1) ours.push(await prepared.ours());
  }
  return { ours, baseline };
}

/** Times ours took for once of the baseline; for a rate, the other way around. */
function ratiosOf({ target }: Case, { ours, baseline }: Pairs): number[] {
  return baseline.map((base, run) => {
    const own = ours[run] ?? Number.NaN;
    return target.kind === 'atLeast' ? base / own : own / base;
  });
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
