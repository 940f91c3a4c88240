import type { Event } from '../../../../src/model/event.ts';
import { NOW } from '../moment.ts';
import { attempt } from './attempt.ts';

const CALL = attempt('P01/P0100012/Branch Offices EU', { commit: 'c'.repeat(40), reason: 'CHG0012345' });

/** One event of every kind; one that is missing does not compile. */
export const EVENTS: { readonly [Type in Event['type']]: Extract<Event, { type: Type }> } = {
  fetched: { type: 'fetched', source: 'content', commit: 'c'.repeat(40) },
  reading: { type: 'reading', source: 'content', done: 2500, total: 10_000 },
  unverified: {
    ...{ type: 'unverified', source: 'content', commit: 'c'.repeat(40) },
    message: 'the commit is not signed',
  },
  calling: { type: 'calling', calls: 3 },
  intended: { type: 'intended', attempt: { ...CALL, outcome: 'open', finishedAt: null, returnValue: null } },
  concluded: { type: 'concluded', attempt: CALL },
  settled: { type: 'settled', attempt: { ...CALL, evidence: { by: 'site', text: 'a new job at DP01' } } },
  checked: { type: 'checked', attempt: CALL, health: 'Degraded' },
  delivering: { type: 'delivering', success: 31, inProgress: 8, failed: 1, unknown: 0 },
  siteHeld: { type: 'siteHeld', site: 'P01', code: 'DPS2021', message: 'the login was refused' },
  started: { type: 'started', version: '1.2.3', config: '/etc/dpsync/dpsync.yaml', sources: 2, sites: 1 },
  listening: { type: 'listening', address: 'http://127.0.0.1:8470' },
  warned: { type: 'warned', message: 'the repository cannot be watched' },
  stopping: { type: 'stopping', by: 'SIGTERM' },
  stopped: { type: 'stopped' },
  woken: { type: 'woken', source: 'content', by: 'hook' },
  fetchFailed: {
    ...{ type: 'fetchFailed', source: 'content', code: 'DPS3010' },
    ...{ message: 'the host does not answer', retryAt: NOW },
  },
  passed: {
    ...{ type: 'passed', source: 'content', commit: 'c'.repeat(40), run: '4be1f0a92c33' },
    ...{ due: 12, held: 3, problems: 1, durationMs: 1500 },
  },
  passFailed: {
    ...{ type: 'passFailed', source: null, code: 'DPS2501', message: 'the disk is full', retryAt: NOW },
  },
  siteReleased: { type: 'siteReleased', site: 'P01', heldMs: 90_000 },
  operatorCommand: { type: 'operatorCommand', command: 'suspend', target: 'P01/*/*', actor: 'ada@deploy01' },
  hookTaken: { type: 'hookTaken', source: 'content', commit: 'c'.repeat(40) },
  hookRefused: {
    ...{ type: 'hookRefused', source: 'content', address: '203.0.113.9' },
    reason: 'what proves the secret is missing or wrong',
  },
  reported: { type: 'reported', source: 'content', commit: 'c'.repeat(40), state: 'pending' },
  reportFailed: {
    ...{ type: 'reportFailed', source: 'content', code: 'DPS4021' },
    ...{ message: 'the token may not do this', retryAt: NOW },
  },
  reloaded: { type: 'reloaded', file: '/etc/dpsync/dpsync.yaml' },
  reloadRefused: { type: 'reloadRefused', file: '/etc/dpsync/dpsync.yaml', message: 'sources is missing' },
  stuck: { type: 'stuck', loop: 'content', sinceMs: 1_200_000 },
  failed: { type: 'failed', code: 'DPS2522', message: 'the ledger was removed' },
  hung: { type: 'hung', sinceMs: 120_000 },
};
