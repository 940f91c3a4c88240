import { describe, expect, it } from 'vitest';
import type { SiteCode } from '../../../src/model/entry.ts';
import { wireOver } from '../../../src/site/powershell/wire.ts';
import { withBudget } from '../../../src/site/questions/budget.ts';
import { questionsOver } from '../../../src/site/questions/questions.ts';
import { answering, makeScriptedSite } from '../../make/site/scripted-site.ts';
import { groupNames, rejection } from '../contract.ts';

const GROUP = '{6617708D-0F98-4898-8D05-9E882C23DCB2}';
const ROW = { GroupID: GROUP, DPNALPath: 'x'.repeat(100) };
const MINUTE = 60_000;

/** A site that always has another page, each with so many rows and so many milliseconds later than the one before. */
async function makeEndless({ rows, delay }: { readonly rows: number; readonly delay: number }) {
  let now = 0;
  const value = Array(rows).fill(ROW);
  const made = await makeScriptedSite(
    () => {
      now += delay;
      return answering(200, { value, '@odata.nextLink': 'SMS_DPGroupMembers?$skip=1' });
    },
    { clock: () => now },
  );
  return { ...made, read: () => rejection(made.connector.readMembers([GROUP])) };
}

describe('an AdminService with a next page for ever', () => {
  it('that takes its time gets ten minutes', async () => {
    const { read, requests } = await makeEndless({ rows: 0, delay: MINUTE });
    expect(await read()).toMatchObject({ code: 'DPS2072', consequence: 'wait' });
    expect(requests).toHaveLength(11);
  });

  it('that sends large pages gets sixteen megabytes', { timeout: 60_000 }, async () => {
    const { read, requests } = await makeEndless({ rows: 20_000, delay: 0 });
    const failure = await read();
    expect(failure).toMatchObject({ code: 'DPS2072', consequence: 'wait' });
    expect(failure.message).toContain('more than 16842752 characters');
    // 3.3 MB a page.
    expect(requests).toHaveLength(6);
  });

  it('has another budget for the next question', async () => {
    let answers = 0;
    let now = 0;
    const { connector } = await makeScriptedSite(
      () => {
        now += MINUTE;
        answers += 1;
        const link = answers < 8 ? { '@odata.nextLink': 'SMS_DPGroupMembers?$skip=1' } : {};
        return answering(200, { value: [], ...link });
      },
      { clock: () => now },
    );
    await connector.findGroups(groupNames('x'));
    answers = 0;
    await connector.findGroups(groupNames('x'));
    expect(now).toBe(16 * MINUTE);
  });
});

/** A PowerShell reader that answers every question with so many rows, so many milliseconds later. */
function makeReader({ rows, delay }: { readonly rows: number; readonly delay: number }) {
  const state = { now: 0, asked: 0 };
  const lists = Array(rows).fill([GROUP, ROW.DPNALPath]);
  const reader = {
    name: 'Site P01',
    async read() {
      state.asked += 1;
      state.now += delay;
      return { kind: 'answered', result: { rows: lists } } as const;
    },
  };
  const code = 'P01' as SiteCode;
  const questions = questionsOver(wireOver(reader, code), code, () => state.now);
  return { state, questions };
}

describe('a provider over PowerShell', () => {
  // 2,000 groups are asked for in some 50 parts.
  const groups = Array.from({ length: 2000 }, (_, index) => `{${String(index).padStart(36, '0')}}`);

  it('that takes its time with each part of a question gets ten minutes', async () => {
    const { state, questions } = makeReader({ rows: 0, delay: MINUTE });
    const failure = await rejection(questions.readMembers(groups));
    expect(failure).toMatchObject({ code: 'DPS2072', consequence: 'wait' });
    expect(state.asked).toBe(11);
  });

  it('that has more than anybody asked for gets so much for each item, and no more', async () => {
    const { state, questions } = makeReader({ rows: 50_000, delay: 0 });
    const failure = await rejection(questions.readMembers(groups.slice(0, 300)));
    expect(failure).toMatchObject({ code: 'DPS2072' });
    // 7 MB an answer, 36 MB in all.
    expect(state.asked).toBeLessThanOrEqual(6);
  });
});

describe('a budget', () => {
  it.each([
    ['put back after each request', (request: number) => -request * 1_000_000, 'all'],
    ['standing still', () => 0, 'all'],
    ['put back once', (request: number) => request * 2 * MINUTE - (request > 2 ? 100 * MINUTE : 0), 'some'],
  ] as const)('of time is not won back by a clock that is %s', async (_what, clockAt, outcome) => {
    let request = 0;
    const base = {
      name: 'Site P01',
      dialect: { equals: () => '', either: () => '', both: () => '' },
      longestCondition: () => 100,
      readRows: async () => [],
    };
    const wire = withBudget(base, { items: 1, clock: () => clockAt(request) });
    let answered = 0;
    try {
      for (; request < 20; request += 1) {
        await wire.readRows({ className: 'X', row: undefined as never });
        answered += 1;
      }
    } catch (error) {
      expect(error).toMatchObject({ code: 'DPS2072' });
    }
    expect(answered === 20 ? 'all' : 'some').toBe(outcome);
  });
});
