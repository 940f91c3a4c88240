import { DatabaseSync } from 'node:sqlite';
import type { SeenRequest, SimulatorOptions } from '../../src/simulator/options.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { type Estate, type EstateOptions, makeEstate } from './estate.ts';

/** An administrator's estate with its simulated site in this process; both go at the end of the block. */
export interface Stage extends Estate, AsyncDisposable {
  readonly site: Simulator['site'];
  readonly url: string;
  /** `PACKAGE GROUP` of every call that the site took, oldest first. */
  calls(): readonly string[];
  /** From now on every request is told to this. */
  watch(told: (request: SeenRequest) => void): void;
  /** Resolves once the site was asked to call something. */
  called(): Promise<void>;
  /** Runs SQL on the ledger, as time and accidents do. */
  tamper(sql: string): void;
}

export interface StageOptions extends Omit<EstateOptions, 'url'> {
  readonly simulation?: SimulatorOptions;
}

/** Makes a stage: four groups and eight packages, unless the simulation says otherwise. */
export async function makeStage({ simulation, ...options }: StageOptions = {}): Promise<Stage> {
  let told: (request: SeenRequest) => void = () => undefined;
  const simulator = await startSimulator({
    ...{ groups: 4, packages: 8, ...simulation },
    watch: (request) => told(request),
  });
  const estate = makeEstate({ url: simulator.url, ...options });
  const watch = (next: typeof told) => {
    told = next;
  };
  return {
    ...estate,
    site: simulator.site,
    url: simulator.url,
    calls: () => simulator.site.calls.map(({ package: { id }, group }) => `${id} ${group.name}`),
    watch,
    called: () => new Promise((resolve) => watch(({ method }) => method === 'POST' && resolve())),
    tamper: (sql) => tamper(estate.ledger, sql),
    [Symbol.asyncDispose]: async () => {
      await simulator.close();
      estate.remove();
    },
  };
}

function tamper(file: string, sql: string): void {
  const ledger = new DatabaseSync(file);
  try {
    ledger.exec(sql);
  } finally {
    ledger.close();
  }
}
