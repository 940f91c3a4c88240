import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/model/event.ts';
import { EVENT_TABLE, tellingOf } from '../../../src/report/log/event-table.ts';
import { rejected, unknown } from '../make/noun/attempt.ts';
import { EVENTS } from '../make/noun/events.ts';

const CALL = {
  ...{ attempt: 1, run: '4be1f0a92c33', site: 'P01', entry: 'P01/P0100012/Branch Offices EU' },
  ...{ revision: '1', commit: 'c'.repeat(40), reason: 'CHG0012345' },
};
const ACCEPTED = { ...CALL, outcome: 'accepted', returnValue: 0, durationMs: 820 };
const SOURCE = { source: 'content' };
const HEAD = { ...SOURCE, commit: 'c'.repeat(40) };
const RETRY_AT = new Date(EVENTS.fetchFailed.retryAt).toISOString();

/** What the log says of the example of each kind; one that is missing does not compile. */
const TOLD: { readonly [Type in Event['type']]: readonly [string, string, object] } = {
  fetched: ['debug', 'content is at cccccccccc', HEAD],
  reading: ['debug', 'content: 2,500 of 10,000 texts read', { ...SOURCE, done: 2500, total: 10_000 }],
  unverified: ['warn', 'the commit is not signed', HEAD],
  calling: ['info', '3 calls to make', { calls: 3 }],
  intended: ['info', 'P01/P0100012/Branch Offices EU is called, revision 1', CALL],
  concluded: ['info', 'P01/P0100012/Branch Offices EU: accepted', ACCEPTED],
  settled: [
    ...(['info', 'P01/P0100012/Branch Offices EU: accepted'] as const),
    { ...ACCEPTED, evidence: 'a new job at DP01' },
  ],
  checked: [
    ...(['warn', 'P01/P0100012/Branch Offices EU: the content is Degraded'] as const),
    { ...CALL, health: 'Degraded' },
  ],
  delivering: [
    ...(['debug', 'delivered 31, under way 8, failed 1, not known 0'] as const),
    { success: 31, inProgress: 8, failed: 1, unknown: 0 },
  ],
  siteHeld: ['warn', 'calls to P01 are held: the login was refused', { site: 'P01', code: 'DPS2021' }],
  started: [
    ...(['info', 'dpsync 1.2.3 begins, with 2 sources and 1 site'] as const),
    { version: '1.2.3', config: '/etc/dpsync/dpsync.yaml', sources: 2, sites: 1 },
  ],
  listening: ['info', 'listening on http://127.0.0.1:8470', { address: 'http://127.0.0.1:8470' }],
  warned: ['warn', 'the repository cannot be watched', {}],
  stopping: ['info', 'stopping, because of SIGTERM', { by: 'SIGTERM' }],
  stopped: ['info', 'stopped', {}],
  woken: ['debug', 'content is looked at, because of: hook', { ...SOURCE, by: 'hook' }],
  fetchFailed: [
    ...(['warn', 'content cannot be fetched: the host does not answer'] as const),
    { ...SOURCE, code: 'DPS3010', retryAt: RETRY_AT },
  ],
  passed: [
    ...(['warn', 'content at cccccccccc: 12 due, 3 of them held, 1 problem'] as const),
    { ...HEAD, run: '4be1f0a92c33', due: 12, held: 3, problems: 1, durationMs: 1500 },
  ],
  passFailed: ['error', 'the pass failed: the disk is full', { code: 'DPS2501', retryAt: RETRY_AT }],
  siteReleased: ['info', 'calls to P01 go on, after 1m 30s', { site: 'P01', heldMs: 90_000 }],
  operatorCommand: [
    ...(['info', 'ada@deploy01: suspend P01/*/*'] as const),
    { command: 'suspend', target: 'P01/*/*', actor: 'ada@deploy01' },
  ],
  hookTaken: ['info', 'content: a hook came for cccccccccc', HEAD],
  hookRefused: [
    'warn',
    'a hook for content from 203.0.113.9 was refused: what proves the secret is missing or wrong',
    { ...SOURCE, address: '203.0.113.9', reason: 'what proves the secret is missing or wrong' },
  ],
  reported: ['info', 'content at cccccccccc is reported as pending', { ...HEAD, state: 'pending' }],
  reportFailed: [
    ...(['warn', 'what became of content cannot be reported: the token may not do this'] as const),
    { ...SOURCE, code: 'DPS4021', retryAt: RETRY_AT },
  ],
  reloaded: ['info', '/etc/dpsync/dpsync.yaml was taken over', { config: '/etc/dpsync/dpsync.yaml' }],
  reloadRefused: [
    ...(['error', '/etc/dpsync/dpsync.yaml was not taken over: sources is missing'] as const),
    { config: '/etc/dpsync/dpsync.yaml' },
  ],
  stuck: [
    ...(['error', 'the loop content has stood still for 20m: begun again'] as const),
    { loop: 'content', sinceMs: 1_200_000 },
  ],
  failed: ['error', 'the ledger was removed', { code: 'DPS2522' }],
  hung: ['error', 'dpsync did nothing for 2m, so it ends itself', { sinceMs: 120_000 }],
};

describe('an event', () => {
  it.each(Object.values(EVENTS))('$type is told', (event) => {
    const [level, msg, fields] = TOLD[event.type];
    expect(tellingOf(event)).toEqual({ level, msg, fields });
  });

  it.each(Object.entries(EVENT_TABLE))('%s is documented in a sentence', (_type, { when }) => {
    expect(when).toMatch(/^[A-Z].*\.$/);
  });

  it.each(Object.entries(EVENT_TABLE))('%s has no field that every line has already', (_type, { fields }) => {
    expect(Object.keys(fields).filter((name) => ['level', 'time', 'event', 'msg'].includes(name))).toEqual(
      [],
    );
  });
});

describe('an event is told louder', () => {
  it('where a call did not end well', () => {
    const [bad, lost] = [rejected('P01/P0100012/Branch'), unknown('P01/P0100012/Branch')];
    expect(tellingOf({ type: 'concluded', attempt: bad })).toMatchObject({
      level: 'warn',
      msg: 'P01/P0100012/Branch: rejected: The account may not redistribute this package.',
      fields: { outcome: 'rejected', code: 'HTTP_403' },
    });
    expect(tellingOf({ type: 'settled', attempt: lost }).level).toBe('warn');
  });

  it('where content did not arrive, and not where it did', () => {
    expect(tellingOf({ ...EVENTS.checked, health: 'Healthy' }).level).toBe('info');
  });

  it('where declarations have problems, and not where they have none', () => {
    expect(tellingOf({ ...EVENTS.passed, problems: 0 }).level).toBe('info');
  });
});

it('says which source a pass was of, where it was of one', () => {
  expect(tellingOf({ ...EVENTS.passFailed, source: 'content' })).toMatchObject({
    msg: 'the pass of content failed: the disk is full',
    fields: SOURCE,
  });
  expect(tellingOf({ ...EVENTS.hookTaken, commit: null }).msg).toBe('content: a hook came');
});
