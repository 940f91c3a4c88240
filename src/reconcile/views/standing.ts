import type { HeldBy } from '../../model/hold.ts';
import type { Standing } from '../../model/views/standing.ts';
import type { EntryStatus, Sync } from '../../model/views/status.ts';
import type { Parts } from '../parts.ts';
import { readStatus } from './status.ts';

/** Counts by what the ledger knows. Its cost grows with what is due and not with all that is declared, but for two counts. */
export async function countStanding(parts: Parts): Promise<Standing> {
  const { ledger, sources, sites } = parts;
  const [statuses, declared, health, unsettled] = await Promise.all([
    readStatus([], parts),
    ledger.countDeclared(sources.map(({ id }) => id)),
    ledger.countHealth(),
    ledger.unsettled(),
  ]);
  const inSync = (sync: Sync) => statuses.filter((status) => status.sync === sync).length;
  const rest = { OutOfSync: inSync('OutOfSync'), Held: inSync('Held') };
  const lost = { Failed: inSync('Failed'), Unknown: inSync('Unknown') };
  const pending = rest.OutOfSync + rest.Held + lost.Failed + lost.Unknown;
  const known = { Healthy: 0, Progressing: 0, Degraded: 0, Unknown: 0, ...health };
  const open = unsettled.filter(({ outcome }) => outcome === 'open');
  return {
    sync: { ...rest, ...lost, Synced: Math.max(0, declared - pending) },
    health: known,
    held: heldBy(statuses),
    sites: sites.map(({ code }) => ({
      code,
      held: statuses.some(({ entry, held }) => entry.site === code && held?.by === 'site'),
      openCalls: open.filter(({ entry }) => entry.site === code).length,
    })),
  };
}

function heldBy(statuses: readonly EntryStatus[]): Partial<Record<HeldBy, number>> {
  const groups = Map.groupBy(
    statuses.flatMap(({ held }) => held ?? []),
    ({ by }) => by,
  );
  return Object.fromEntries([...groups].map(([by, holds]) => [by, holds.length]));
}
