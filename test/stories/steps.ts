// What a random history is made of: what people commit and say, what breaks, and when the process dies.
import fc from 'fast-check';
import type { SimulatedFault } from '../../src/simulator/fault.ts';
import type { Death } from '../make/process/mortality.ts';

/** The packages of a history; each has a file of its own. */
export const PACKAGES = [1, 2, 3];

/** One commit. */
export type Edit =
  | { readonly kind: 'revise'; readonly package: number; readonly revision: string }
  | { readonly kind: 'remove' | 'break' | 'mend' | 'move'; readonly package: number }
  /** Declares a package a second time, in a file of its own; null: not any more. */
  | { readonly kind: 'repeat'; readonly package: number | null; readonly revision: string }
  /** Takes so many commits back, and writes the one before them anew with another message. */
  | { readonly kind: 'forcePush'; readonly back: number };

/** What people do, what the world does, and how the process ends. */
export interface Step {
  readonly edits: readonly Edit[];
  /** What goes wrong with the next calls, one after the other. */
  readonly faults: readonly (SimulatedFault | null)[];
  /** After so many calls the site refuses connections; null: it stays. */
  readonly siteGoesAfter: number | null;
  readonly remoteIsGone: boolean;
  readonly death: Death | null;
  /** In milliseconds. */
  readonly later: number;
  /** What an operator says of unknown outcomes before the pass. */
  readonly resolves: 'accepted' | 'not-sent' | null;
  readonly approves: boolean;
}

const package_ = fc.constantFrom(...PACKAGES);
const revision = fc.constantFrom('1', '2', '3');
const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('revise' as const), package: package_, revision }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('remove' as const, 'break' as const, 'mend' as const, 'move' as const),
      package: package_,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('repeat' as const), package: fc.option(package_), revision }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('forcePush' as const), back: fc.integer({ min: 0, max: 3 }) }),
  },
);

const answer = (status: number, body: string, taken = status < 300): SimulatedFault => {
  return { kind: 'answer', taken, status, body };
};
const PROVIDER_ERROR = '{"error":{"code":"GenericFailure","message":"The SMS Provider reported an error."}}';
const fault = fc.constantFrom<SimulatedFault>(
  answer(200, '{"ReturnValue":1}', false),
  answer(200, '{"odd":true}'),
  answer(429, ''),
  answer(503, ''),
  answer(401, ''),
  answer(404, PROVIDER_ERROR),
  answer(408, '', true),
  answer(500, PROVIDER_ERROR),
  answer(500, '', true),
  answer(502, '<html>'),
  { kind: 'drop', taken: false },
  { kind: 'drop', taken: true },
  { kind: 'hang', taken: true },
  { kind: 'half', taken: true, body: '{"Return', ending: 'break' },
);

/** null, but for one time in so many. */
function seldom<Value>(arbitrary: fc.Arbitrary<Value>, times: number): fc.Arbitrary<Value | null> {
  return fc.oneof({ weight: times - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

/** Anything that may happen between two passes and in one. */
export const step: fc.Arbitrary<Step> = fc.record({
  edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
  faults: fc.array(seldom(fault, 2), { maxLength: 6, size: 'max' }),
  siteGoesAfter: seldom(fc.integer({ min: 0, max: 3 }), 5),
  remoteIsGone: seldom(fc.constant(true), 8).map((gone) => gone === true),
  death: seldom(
    fc.record({ step: fc.integer({ min: 1, max: 12 }), moment: fc.constantFrom('before', 'after') }),
    2,
  ),
  later: fc.constantFrom(0, 1000, 120_000, 3_600_000),
  resolves: fc.constantFrom(null, null, 'accepted', 'not-sent'),
  approves: fc.boolean(),
});
