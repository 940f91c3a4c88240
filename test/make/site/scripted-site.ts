import type { SimulatedFault } from '../../../src/simulator/fault.ts';
import type { SimulatorOptions } from '../../../src/simulator/options.ts';
import type { Script } from '../../../src/simulator/site.ts';
import { type ConnectorOptions, makeSimulatedSite, type SimulatedSite } from './simulated-site.ts';

/** A site that does what the script says: any status, body, broken connection or silence. Closed when the test ends. */
export async function makeScriptedSite(
  script: Script,
  { simulation, ...options }: ConnectorOptions & { readonly simulation?: SimulatorOptions } = {},
): Promise<SimulatedSite> {
  const made = await makeSimulatedSite(simulation, options);
  made.site.script(script);
  return made;
}

/** An answer with this status and body; an object is sent as JSON. The call is taken where the status is a success. */
export function answering(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): SimulatedFault {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { kind: 'answer', taken: status < 300, status, body: text, headers };
}
