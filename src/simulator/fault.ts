import { chance } from './chance.ts';
import type { Group, Package } from './inventory.ts';
import { OdataError } from './odata-error.ts';
import type { SimulatorSettings } from './options.ts';

/** What goes wrong with one request. `taken` says whether the site does the work all the same. */
export type SimulatedFault =
  | {
      readonly kind: 'answer';
      readonly taken: boolean;
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The head of an answer and a part of its body; then the connection breaks, or nothing more comes. */
  | {
      readonly kind: 'half';
      readonly taken: boolean;
      readonly body: string;
      readonly ending: 'break' | 'silence';
    }
  /** The connection is destroyed, before the call is taken or after. */
  | { readonly kind: 'drop'; readonly taken: boolean }
  /** Taken, and never answered. */
  | { readonly kind: 'hang'; readonly taken: boolean };

/** Chooses what goes wrong with the next call of a pair; undefined: nothing. */
type FaultChooser = (group: Group, content: Package) => SimulatedFault | undefined;

/** Faults in the shares that the settings ask for. The n-th call of a pair always has the same one. */
export function chooseFaults(settings: SimulatorSettings): FaultChooser {
  const turns = new Map<string, number>();
  const shares: readonly (readonly [share: number, fault: SimulatedFault])[] = [
    [settings.dropBefore, { kind: 'drop', taken: false }],
    [settings.dropAfter, { kind: 'drop', taken: true }],
    [settings.hang, { kind: 'hang', taken: true }],
    [settings.failRate / 2, refusal(200, JSON.stringify({ ReturnValue: 1 }))],
    [settings.failRate / 2, refusal(500, JSON.stringify(providerError().toBody()))],
  ];
  return (group, content) => {
    const pair = `${group.id}/${content.id}`;
    const turn = (turns.get(pair) ?? 0) + 1;
    turns.set(pair, turn);
    let left = chance(settings.seed, 'fault', pair, turn);
    for (const [share, fault] of shares) {
      if (left < share) return fault;
      left -= share;
    }
    return undefined;
  };
}

function refusal(status: number, body: string): SimulatedFault {
  return { kind: 'answer', taken: false, status, body };
}

function providerError(): OdataError {
  return new OdataError(500, 'GenericFailure', 'The SMS Provider reported an error.');
}
