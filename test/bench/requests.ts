import { startSimulator } from '../../src/simulator/simulator.ts';
import { makeEstate } from '../make/estate.ts';

const PACKAGES = 100;
const GROUPS = 10;
const MOST = 40;

/** How many requests a site gets for 1,000 entries: before their calls, and in one round of asking how far they are. */
export async function countRequests(): Promise<Record<string, string>[]> {
  let reads = 0;
  let readsAtLastCall = 0;
  const simulator = await startSimulator({
    packages: PACKAGES,
    groups: GROUPS,
    latency: 20,
    distribute: 3_600_000,
    watch: ({ method }) => {
      if (method === 'GET') reads += 1;
      else readsAtLastCall = reads;
    },
  });
  const estate = makeEstate({
    url: simulator.url,
    site: '    maxConcurrentCalls: 10',
    config: 'guards: {firstRun: apply, maxCallsPerRun: 1000}\nhealth: {after: 1s, interval: 1h}',
  });
  try {
    estate.commit({ 'all.yaml': declaration() });
    const { stderr } = await estate.dpsync('apply', '--yes', '--wait', '--timeout', '30s');
    const { calls } = simulator.site.requests;
    if (calls !== PACKAGES * GROUPS) throw new Error(`${calls} calls: ${stderr}`);
    return [
      row('pre-flight of 1,000 entries', readsAtLastCall),
      row('health of 1,000 entries', reads - readsAtLastCall),
    ];
  } finally {
    estate.remove();
    await simulator.close();
  }
}

function row(name: string, requests: number): Record<string, string> {
  return {
    name,
    ours: `${requests} requests`,
    target: `≤ ${MOST}`,
    met: requests > 0 && requests <= MOST ? 'yes' : 'no',
  };
}

function declaration(): string {
  const packages = Array.from(
    { length: PACKAGES },
    (_, index) => `P01${(index + 1).toString(16).toUpperCase().padStart(5, '0')}`,
  );
  const groups = Array.from(
    { length: GROUPS },
    (_, index) => `Branch Offices ${String(index + 1).padStart(2, '0')}`,
  );
  return `apiVersion: dpsync/v1
kind: Redistribution
metadata: {name: all}
spec:
  packages: ${JSON.stringify(packages)}
  distributionPointGroups: ${JSON.stringify(groups)}
`;
}
