import { describe, expect, it } from 'vitest';
import { type Reporter, reportLoop } from '../../src/daemon/report-loop.ts';
import type { Event } from '../../src/model/event.ts';
import { Failure } from '../../src/model/failure.ts';
import type { CommitReport } from '../../src/model/views/commit-report.ts';
import { calls, makeCommitReport } from '../make/noun/commit-report.ts';
import { VirtualTime } from '../make/virtual-time.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const PENDING = makeCommitReport({ state: 'pending', calls: calls({ due: 2 }) });
const LESS = makeCommitReport({ state: 'pending', calls: calls({ due: 1, accepted: 1 }) });
const DONE = makeCommitReport({ calls: calls({ accepted: 2 }) });
const NEWS: Event = { type: 'siteReleased', site: 'P01', heldMs: 1 };

/** A loop over reports that a test changes, and what it told, as `status state accepted@seconds`. */
function start(script: Partial<Reporter> = {}) {
  const time = new VirtualTime(1_800_000_000_000);
  const began = time.now;
  const at = () => (time.now - began) / SECOND;
  const end = new AbortController();
  const told: string[] = [];
  const reads: number[] = [];
  const asked: (readonly string[])[] = [];
  const events: Event[] = [];
  const world: { reports: readonly CommitReport[]; fault: Failure | undefined } = {
    reports: [PENDING],
    fault: undefined,
  };
  const telling = (way: string) => async (report: CommitReport) => {
    if (world.fault) throw world.fault;
    told.push(`${way} ${report.state} ${report.calls.accepted}@${at()}`);
    return true;
  };
  const reporter: Reporter = {
    source: 'content',
    async readReports(unsettled) {
      reads.push(at());
      asked.push([...unsettled]);
      return world.reports;
    },
    tellStatus: telling('status'),
    tellComment: telling('comment'),
    ...script,
  };
  const { clock, sleep } = time;
  const listen = (event: Event) => events.push(event);
  const context = { clock, sleep, end: end.signal, listen };
  const loop = reportLoop(time.standingStill(reporter), context);
  const running = loop.run();
  return { ...{ time, world, told, reads, asked, events, loop, running }, end: () => end.abort() };
}

const down = (code = 'DPS4025') => new Failure({ code, consequence: 'retry' }, 'the host fails');

describe('what became of a commit', () => {
  it('is told once, and no more while nothing changes', async () => {
    const { time, told, events, end, running } = start();
    await time.pass(60 * MINUTE);
    expect(told).toEqual(['status pending 0@5', 'comment pending 0@5']);
    expect(events).toEqual([
      { type: 'reported', source: 'content', commit: PENDING.commit, state: 'pending' },
    ]);
    end();
    await running;
  });

  it('is told some seconds after it changed, all that comes in them at once', async () => {
    const { time, world, told, reads, loop, end } = start({ tellComment: null });
    await time.pass(10 * SECOND);
    world.reports = [DONE];
    for (let count = 0; count < 3; count += 1) {
      loop.hear(NEWS);
      await time.pass(SECOND);
    }
    await time.pass(30 * SECOND);
    expect(told).toEqual(['status pending 0@5', 'status success 2@15']);
    expect(reads).toEqual([5, 15]);
    end();
  });

  it('is looked for after an event that may change it, and after no other', async () => {
    const { time, reads, loop, end } = start();
    await time.pass(10 * SECOND);
    loop.hear({ type: 'fetched', source: 'content', commit: 'c1' });
    loop.hear({ type: 'reported', source: 'content', commit: 'c1', state: 'success' });
    await time.pass(MINUTE);
    expect(reads).toEqual([5]);
    end();
  });

  it('is looked for now and then without an event: less often where nothing is open', async () => {
    const { time, world, reads, end } = start();
    await time.pass(5 * MINUTE);
    expect(reads).toEqual([5, 130, 255]);
    world.reports = [DONE];
    await time.pass(30 * MINUTE);
    expect(reads.slice(3)).toEqual([380, 985, 1590]);
    end();
  });

  it('is told at once where its state is another, and less often where only its counts are', async () => {
    const { time, world, told, loop, end } = start();
    await time.pass(10 * SECOND);
    world.reports = [LESS];
    loop.hear(NEWS);
    await time.pass(3 * MINUTE);
    world.reports = [DONE];
    loop.hear(NEWS);
    await time.pass(2 * MINUTE);
    expect(told).toEqual([
      ...['status pending 0@5', 'comment pending 0@5'],
      ...['comment pending 1@70', 'status pending 1@130'],
      ...['status success 2@195', 'comment success 2@195'],
    ]);
    end();
  });

  it('is told of each commit by itself, and of those that were no success again', async () => {
    const older = { ...PENDING, commit: 'd2'.repeat(20) };
    const { time, world, told, asked, loop, end } = start({ tellComment: null });
    world.reports = [DONE, older];
    await time.pass(10 * SECOND);
    world.reports = [DONE, { ...older, state: 'failure' }];
    loop.hear(NEWS);
    await time.pass(10 * SECOND);
    world.reports = [DONE];
    loop.hear(NEWS);
    await time.pass(10 * SECOND);
    loop.hear(NEWS);
    await time.pass(10 * SECOND);
    expect(told).toEqual(['status success 2@5', 'status pending 0@5', 'status failure 0@15']);
    expect(asked).toEqual([[], [older.commit], [older.commit], []]);
    end();
  });

  it('is no event where the host shows it already', async () => {
    const { time, events, end } = start({ tellStatus: async () => false });
    await time.pass(MINUTE);
    expect(events).toEqual([]);
    end();
  });
});

describe('a host that fails', () => {
  it('is told once, and asked ever more seldom, at most every ten minutes, whatever is new', async () => {
    const { time, world, told, reads, events, loop, end } = start();
    world.fault = down();
    for (let minutes = 0; minutes < 60; minutes += 1) {
      loop.hear(NEWS);
      await time.pass(MINUTE);
    }
    expect(reads).toEqual([5, 40, 105, 230, 475, 960, 1565, 2170, 2775, 3380]);
    expect(events).toMatchObject([{ type: 'reportFailed', source: 'content', code: 'DPS4025' }]);
    expect(told).toEqual([]);
    world.fault = undefined;
    await time.pass(10 * MINUTE);
    expect(told).toEqual(['status pending 0@3985', 'comment pending 0@3985']);
    world.reports = [DONE];
    world.fault = down();
    loop.hear(NEWS);
    await time.pass(MINUTE);
    expect(events.filter(({ type }) => type === 'reportFailed')).toHaveLength(2);
    end();
  });

  it('is told again where it fails in another way', async () => {
    const { time, world, events, end } = start();
    world.fault = down();
    await time.pass(10 * SECOND);
    world.fault = down('DPS4021');
    await time.pass(10 * MINUTE);
    const codes = events.flatMap((event) => (event.type === 'reportFailed' ? event.code : []));
    expect(codes).toEqual(['DPS4025', 'DPS4021']);
    end();
  });

  it('keeps nobody from ending', async () => {
    const abort = Promise.withResolvers<boolean>();
    const { time, events, end, running } = start({ tellStatus: () => abort.promise });
    // Real time here: a telling that does not end would stop the virtual one.
    const passing = time.pass(10 * SECOND);
    await expect.poll(() => time.sleepers).toBe(0);
    end();
    abort.reject(down());
    await running;
    await passing;
    expect(events).toEqual([]);
  });
});

it('ends with the ledger that only a person can mend', async () => {
  const broken = new Failure({ code: 'DPS2522' }, 'the ledger was removed');
  const { time, running } = start({
    async readReports() {
      throw broken;
    },
  });
  const ended = expect(running).rejects.toBe(broken);
  await time.pass(10 * SECOND);
  await ended;
});
