import type { HistoryFilter } from '../ledger/ledger.ts';
import type { Entry, EntryKey } from '../model/entry.ts';
import type { Facts } from '../model/views/facts.ts';
import type { History } from '../model/views/history.ts';
import type { EntryStatus } from '../model/views/status.ts';
import { type Applied, type ApplyOptions, apply } from '../reconcile/apply.ts';
import { type Adopted, type AdoptOptions, adopt } from '../reconcile/operator/adopt.ts';
import { type Approved, type ApproveOptions, approve } from '../reconcile/operator/approve.ts';
import { type ResolveOptions, resolve, waiveWave } from '../reconcile/operator/commands.ts';
import { askToReconcile } from '../reconcile/operator/reconcile.ts';
import { retry } from '../reconcile/operator/retry.ts';
import { resume, type SuspendOptions, suspend } from '../reconcile/operator/suspend.ts';
import type { Parts } from '../reconcile/parts.ts';
import type { Pass } from '../reconcile/pass/pass.ts';
import { type PassOptions, planPass } from '../reconcile/pass/plan-pass.ts';
import { exportFacts } from '../reconcile/views/export.ts';
import { readStatus } from '../reconcile/views/status.ts';
import type { Settings } from '../settings/settings.ts';
import { type ComposeOptions, closeWorkingParts, openSettingsLedger, openWorkingParts } from './parts.ts';

export { allSitesUnreachable, planOf } from '../reconcile/pass/pass.ts';
export type { Applied, Pass };

/** The conductor with its parts plugged in: one function per command. */
export interface Commands {
  plan(options: PassOptions): Promise<Pass>;
  apply(options: ApplyOptions): Promise<Applied>;
  adopt(options: AdoptOptions): Promise<Adopted>;
  approve(options: ApproveOptions): Promise<Approved>;
  resolve(options: ResolveOptions): ReturnType<typeof resolve>;
  status(entries: readonly EntryKey[] | 'all'): Promise<readonly EntryStatus[]>;
  history(filter: HistoryFilter): Promise<History>;
  retry(entries: readonly Entry[], reason: string | null): ReturnType<typeof retry>;
  suspend(what: SuspendOptions): Promise<void>;
  /** Gives the selectors whose suspension ended. */
  resume(selector: string, reason: string | null): Promise<readonly string[]>;
  waiveWave(what: Parameters<typeof waiveWave>[0]): Promise<void>;
  /** True where a daemon is there to hear it. */
  reconcile(what: Parameters<typeof askToReconcile>[0]): Promise<boolean>;
  backup(file: string): Promise<void>;
  /** What was sent and what the sites show, for who plans without either. */
  exportFacts(): Promise<Facts>;
  close(): Promise<void>;
}

/** Plugs the parts together. Throws a Failure where the ledger cannot be opened. */
export async function compose(settings: Settings, options: ComposeOptions): Promise<Commands> {
  const parts = await openParts(settings, options);
  return {
    plan: (wanted) => planPass(wanted, parts),
    apply: (wanted) => apply(wanted, parts),
    adopt: (wanted) => adopt(wanted, parts),
    approve: (wanted) => approve(wanted, parts),
    resolve: (wanted) => resolve(wanted, parts),
    status: (entries) => readStatus(entries, parts),
    history: (filter) => parts.ledger.history(filter),
    retry: (entries, reason) => retry(entries, reason, parts),
    suspend: (what) => suspend(what, parts),
    resume: (selector, reason) => resume(selector, reason, parts),
    waiveWave: (what) => waiveWave(what, parts),
    reconcile: (what) => askToReconcile(what, parts),
    backup: (file) => parts.ledger.backup(file),
    exportFacts: () => exportFacts(parts),
    close: () => closeParts(parts),
  };
}

async function openParts(settings: Settings, options: ComposeOptions): Promise<Parts> {
  return openWorkingParts(settings, await openSettingsLedger(settings, options), options);
}

async function closeParts(parts: Parts): Promise<void> {
  await closeWorkingParts(parts);
  await parts.ledger.close();
}
