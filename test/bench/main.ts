// What dpsync costs, as ratios: npm run bench -- [--only NAME] [--runs N]
import { parseArgs } from 'node:util';
import { apply } from './apply.ts';
import { base } from './base.ts';
import type { Case, Target } from './case.ts';
import { cold, coldLarge } from './cold.ts';
import { daemon } from './daemon.ts';
import { type Measured, measure, median } from './measure.ts';
import { oneFile } from './one-file.ts';
import { powershell } from './powershell.ts';
import { countRequests } from './requests.ts';
import { warm } from './warm.ts';

const CASES: readonly Case[] = [cold, coldLarge, warm, oneFile, base, apply, daemon, powershell];

const { values } = parseArgs({ options: { only: { type: 'string' }, runs: { type: 'string' } } });
const names = [...CASES.map(({ name }) => name), 'requests'];
if (values.only !== undefined && !names.includes(values.only)) {
  throw new Error(`there is no ${values.only}; there are ${names.join(', ')}`);
}
const isWanted = (name: string) => values.only === undefined || name === values.only;
const chosen = CASES.filter(({ name }) => isWanted(name));

const rows: Record<string, string>[] = [];
for (const item of chosen) {
  console.error(`${item.name}: ${item.title}`);
  rows.push(rowOf(item, await measure(item, Number(values.runs ?? item.runs))));
}
if (isWanted('requests')) {
  console.error('requests: what a site is asked for 1,000 entries, at 20 ms');
  rows.push(...(await countRequests()));
}
console.table(rows);

function rowOf({ name, target }: Case, { ours, baseline, ratios, peak }: Measured) {
  const isRatio = ratios.length > 0;
  const sides = [Math.min(...ratios), median(ratios), Math.max(...ratios)];
  return {
    name,
    ours: `${median(ours).toFixed(0)} ms`,
    baseline: isRatio ? `${median(baseline).toFixed(0)} ms` : '',
    'ratio (min median max)': isRatio ? sides.map((ratio) => ratio.toFixed(2)).join(' ') : '',
    target: showTarget(target),
    met: isMet(target, median(ratios), peak) ? 'yes' : 'no',
    'peak memory': `${(peak / 2 ** 20).toFixed(0)} MB`,
  };
}

function showTarget(target: Target): string {
  if (target.kind === 'peak') return `≤ ${target.megabytes} MB`;
  return `${target.kind === 'atMost' ? '≤' : '≥'} ${target.ratio}`;
}

function isMet(target: Target, ratio: number, peak: number): boolean {
  if (target.kind === 'peak') return peak <= target.megabytes * 2 ** 20;
  return target.kind === 'atMost' ? ratio <= target.ratio : ratio >= target.ratio;
}
