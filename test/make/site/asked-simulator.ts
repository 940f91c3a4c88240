import { expect, onTestFinished } from 'vitest';
import type { SimulatorOptions } from '../../../src/simulator/options.ts';
import { type Simulator, startSimulator } from '../../../src/simulator/simulator.ts';

/** One row of an answer. */
export type Row = Readonly<Record<string, unknown>>;

/** The method of a call, as it stands in an address. */
export const METHOD = 'AdminService.ReDistributePackage';

/** A simulated site that is closed when the test ends. */
export async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(options);
  onTestFinished(() => simulator.close());
  return simulator;
}

/** The answer to a read below `/wmi/`. */
export async function get(simulator: Simulator, address: string): Promise<{ status: number; body: Row }> {
  const response = await fetch(`${simulator.url}/wmi/${address}`);
  return { status: response.status, body: (await response.json()) as Row };
}

/** The rows of a read that succeeds. */
export async function rows(simulator: Simulator, address: string): Promise<readonly Row[]> {
  const { status, body } = await get(simulator, address);
  expect(status).toBe(200);
  return body.value as readonly Row[];
}

/** A query string with this $filter. */
export function where(filter: string): string {
  return `?$filter=${encodeURIComponent(filter)}`;
}

/** Posts to an address below `/wmi/`. */
export function post(simulator: Simulator, path: string, body: string, headers: Record<string, string> = {}) {
  return fetch(`${simulator.url}/wmi/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
}

/** The address of a call for the group with this number, from 0. */
export function callPath({ site }: Simulator, group = 0): string {
  return `SMS_DistributionPointGroup('${encodeURIComponent(site.groups[group]?.id ?? '')}')/${METHOD}`;
}

/** Calls ReDistributePackage for the group and the package with these numbers, from 0. */
export function call(simulator: Simulator, group = 0, content = 0): Promise<Response> {
  const body = JSON.stringify({ PackageID: simulator.site.packages[content]?.id });
  return post(simulator, callPath(simulator, group), body);
}
