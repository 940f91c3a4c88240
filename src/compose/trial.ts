// What somebody needs who has neither a site nor a repository yet.
import type { SimulatorOptions } from '../simulator/options.ts';
import type { Simulator } from '../simulator/simulator.ts';

export { makeRepository, type NewRepository } from '../source/mirror/new-repository.ts';

/** Serves a simulated site on this machine. Its web server is loaded for nobody else. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const simulator = await import('../simulator/simulator.ts');
  return simulator.startSimulator(options);
}
