import { budget } from './budget.ts';
import { conflict } from './conflict.ts';
import { firstRun } from './first-run.ts';
import type { Guard } from './guard.ts';
import { policy } from './policy.ts';
import { preflight } from './preflight.ts';
import { problem } from './problem.ts';
import { site } from './site.ts';
import { stale } from './stale.ts';
import { suspended } from './suspended.ts';
import { unverified } from './unverified.ts';
import { validity } from './validity.ts';
import { wave } from './wave.ts';
import { window } from './window.ts';

/** The guards that come before the budget: what they hold does not leave now, and takes nothing of what may. */
export const BEFORE_BUDGET: readonly Guard[] = [
  conflict,
  problem,
  firstRun,
  suspended,
  unverified,
  policy,
  validity,
  window,
  stale,
];

/** Every guard, in the order of the contract's section 2: the first that has something against an entry is named. */
export const GUARDS: readonly Guard[] = [...BEFORE_BUDGET, budget, wave, site, preflight];
