import type { SimulatedFault } from '../../src/simulator/fault.ts';
import type { Script } from '../../src/simulator/site.ts';
import { packageId } from './noun/redistribution.ts';

/** The method ran and returned 1: rejected for good. */
export const RETURNS_ONE: SimulatedFault = {
  kind: 'answer',
  taken: false,
  status: 200,
  body: '{"ReturnValue":1}',
};
/** HTTP 503: rejected for now. */
export const UNAVAILABLE: SimulatedFault = { kind: 'answer', taken: false, status: 503, body: '' };
/** HTTP 401: true of the whole site. */
export const UNAUTHORIZED: SimulatedFault = { kind: 'answer', taken: false, status: 401, body: '' };
/** The site does it, and the connection breaks before its answer: nobody knows. */
export const DROPPED_AFTER: SimulatedFault = { kind: 'drop', taken: true };
/** The connection breaks before the site does it: nobody knows. */
export const DROPPED_BEFORE: SimulatedFault = { kind: 'drop', taken: false };

/** A script in which every call of these packages, by their number, goes wrong; all others work. */
export function failing(faults: Readonly<Record<number, SimulatedFault>>): Script {
  const byId = new Map(Object.entries(faults).map(([number, fault]) => [packageId(Number(number)), fault]));
  return (request) => (request.kind === 'call' ? byId.get(request.package) : undefined);
}
