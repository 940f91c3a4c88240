// Whatever people commit, whatever breaks and whenever a process dies: nothing is sent twice, nothing is believed wrongly.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Failure } from '../../src/model/failure.ts';
import { resolve } from '../../src/reconcile/operator/commands.ts';
import { approveRun } from '../make/approve-run.ts';
import { type Conductor, makeConductor } from '../make/process/conductor.ts';
import { Mortality } from '../make/process/mortality.ts';
import { fewOrMany } from '../make/size.ts';
import { Content, whileGone } from './content.ts';
import { Ends } from './ends.ts';
import { type Step, step } from './steps.ts';

const RUNS = Number(process.env.RUNS ?? fewOrMany(4, 16));
/** Ends the search for a smaller example as well, in milliseconds. */
const LIMIT = Number(process.env.LIMIT ?? 120_000);
const HOUR = 3_600_000;

const history = fc.array(step, { minLength: 1, maxLength: 7, size: 'max' });

it('sends each entry and revision at most once, and says what became of it', {
  timeout: 2 * LIMIT,
}, async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      await using conductor = await makeConductor({
        slots: 3,
        callTimeout: 250,
        retry: { limit: 1 },
        guards: { firstRun: 'apply', maxCallsPerRun: 4 },
      });
      const ends = new Ends(conductor);
      const content = new Content(conductor);
      for (const one of steps) await live(one, { conductor, content, ends });
      await calmDown(conductor, ends);
      await expectAtMostOnce(conductor, ends);
      await expectAgreement(conductor, ends);
      await expectNamed(conductor);
    }),
    { numRuns: RUNS, interruptAfterTimeLimit: LIMIT },
  );
});

interface World {
  readonly conductor: Conductor;
  readonly content: Content;
  readonly ends: Ends;
}

/** One commit, the operator commands, and a pass that may fail or die. */
async function live(one: Step, { conductor, content, ends }: World): Promise<void> {
  content.commit(one.edits);
  conductor.now += one.later;
  const mortality = new Mortality(one.death ?? { step: Number.POSITIVE_INFINITY, moment: 'before' });
  await conductor.reopen({ wrap: (parts) => mortality.wrap(ends.wrap(parts)) });
  if (one.resolves) await settle(one.resolves, conductor);
  if (one.approves) await approveAll(conductor);
  ends.prepare(one);
  const pass = async () => {
    const applied = conductor.apply().then(() => undefined, one.remoteIsGone ? faultOfGit : undefined);
    await Promise.race([applied, mortality.died]);
    await mortality.lastWords();
  };
  await (one.remoteIsGone ? whileGone(conductor.repo.url, pass) : pass());
}

function faultOfGit(error: unknown): void {
  if (!(error instanceof Failure) || !error.code.startsWith('DPS3')) throw error;
}

/** Says of every unknown outcome the same, once a call can arrive no more. */
async function settle(as: 'accepted' | 'not-sent', { parts }: Conductor): Promise<void> {
  const entries = (await parts.ledger.unsettled()).map(({ entry }) => entry);
  try {
    if (entries.length > 0) await resolve({ entries, as, reason: null }, parts);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // Too young to be called not sent.
    expect(error.code).toBe('DPS5105');
  }
}

async function approveAll({ parts }: Conductor): Promise<void> {
  const runs = new Set((await parts.ledger.pending()).flatMap(({ run }) => run ?? []));
  for (const run of runs) {
    await approveRun(run, null, parts).catch((error: unknown) => {
      // Of a run that waits for an operator's word on a failure nothing is to be called.
      if (!(error instanceof Failure)) throw error;
      expect(error.code).toBe('DPS5103');
    });
  }
}

/** The world behaves, time passes, and dpsync does what is left. */
async function calmDown(conductor: Conductor, ends: Ends): Promise<void> {
  conductor.now += HOUR;
  ends.prepare({ faults: [], siteGoesAfter: null });
  await conductor.reopen({ wrap: (parts) => ends.wrap(parts) });
  await conductor.apply();
  await approveAll(conductor);
  await conductor.apply();
}

async function expectAtMostOnce(conductor: Conductor, { received, strangers }: Ends): Promise<void> {
  expect(strangers).toBe(0);
  const notSent = (await conductor.attempts()).filter(
    ({ outcome, evidence }) => outcome === 'rejected' && evidence?.by === 'operator',
  );
  const saidNotSent = new Set(notSent.map(({ id }) => id));
  const counted = received.filter(({ id }) => !saidNotSent.has(id));
  expect(new Set(counted.map(({ key, digest }) => `${key} ${digest}`)).size).toBe(counted.length);
  expect(new Set(received.map(({ id }) => id)).size).toBe(received.length);
}

/** What the site took is accepted or unknown in the ledger, and nothing is accepted that it did not take. */
async function expectAgreement(conductor: Conductor, { received }: Ends): Promise<void> {
  const arrived = new Set(received.map(({ id }) => id));
  for (const attempt of await conductor.attempts()) {
    if (attempt.evidence?.by === 'operator') continue;
    if (arrived.has(attempt.id)) expect(['accepted', 'unknown']).toContain(attempt.outcome);
    if (attempt.outcome === 'accepted') expect(arrived).toContain(attempt.id);
    expect(attempt.outcome).not.toBe('open');
  }
}

/** Every entry is at its newest revision, or held by something that is named. */
async function expectNamed(conductor: Conductor): Promise<void> {
  const { entries } = (await conductor.plan({ also: 'all' })).planned.plan;
  const attempts = await conductor.attempts();
  for (const { action, key, digest, held } of entries) {
    expect(['none', 'hold']).toContain(action);
    const own = attempts.filter((attempt) => attempt.key === key && attempt.digest === digest);
    if (action === 'none' && digest !== null) {
      expect(own.some(({ outcome }) => outcome === 'accepted')).toBe(true);
    }
    if (held) expect(['unknownOutcome', 'failed', 'conflict', 'problem']).toContain(held.by);
    if (held?.by === 'unknownOutcome') expect(own.map(({ outcome }) => outcome)).toContain('unknown');
  }
}
