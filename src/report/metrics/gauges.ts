import { Gauge, type Registry } from 'prom-client';
import { HELD_BY } from '../../model/hold.ts';
import type { Standing } from '../../model/views/standing.ts';

/** The metrics that are read and not counted; null: they cannot be read, and are left out. */
export function makeGauges(registry: Registry): { show(standing: Standing | null): void } {
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const up = gauge('dpsync_standing_up', 'Whether the ledger could be read for these metrics.', []);
  const entries = gauge('dpsync_entries', 'Entries by whether what is declared was called.', ['sync']);
  const health = gauge('dpsync_entries_by_health', 'Entries by whether their content arrived.', ['health']);
  const held = gauge('dpsync_held_entries', 'Entries that are due and held, by what holds them.', ['by']);
  const siteHeld = gauge('dpsync_site_held', 'Whether nothing is called at the site at the moment.', [
    'site',
  ]);
  const openCalls = gauge('dpsync_open_calls', 'Calls that wait for their answer.', ['site']);
  const show = (standing: Standing) => {
    for (const [sync, count] of Object.entries(standing.sync)) entries.set({ sync }, count);
    for (const [state, count] of Object.entries(standing.health)) health.set({ health: state }, count);
    for (const by of HELD_BY) held.set({ by }, standing.held[by] ?? 0);
    for (const { code, ...site } of standing.sites) {
      siteHeld.set({ site: code }, site.held ? 1 : 0);
      openCalls.set({ site: code }, site.openCalls);
    }
  };
  return {
    show(standing) {
      for (const shown of [entries, health, held, siteHeld, openCalls]) shown.reset();
      up.set(standing === null ? 0 : 1);
      if (standing !== null) show(standing);
    },
  };
}
