import { describe, expect, it } from 'vitest';
import type { OperatorCommand } from '../../../src/model/views/history.ts';
import { historyDocument } from '../../../src/report/json/history.ts';
import { NOW } from '../make/moment.ts';
import { attempt, unknown } from '../make/noun/attempt.ts';
import { wrongBySchema } from '../make/schema-check.ts';

const WORD: OperatorCommand = {
  at: NOW,
  actor: 'ada@deploy01',
  command: 'approve',
  target: '4be1f0a92c33',
  reason: 'CHG0012346',
};
const ADOPTED = attempt('P01/P0100001/Campus', {
  id: 2,
  groupId: null,
  outcome: 'adopted',
  cause: 'adopted',
  returnValue: null,
  wave: 2,
});
const RESOLVED = unknown('P01/P0100002/Campus', {
  evidence: { by: 'operator', text: 'Seen in the console.' },
  reason: 'CHG0012345',
  bytes: 4096,
  points: 2,
});

describe('the history as JSON', () => {
  it('keeps the order of attempts and commands, with times in UTC', () => {
    const { attempts, commands } = historyDocument({ attempts: [ADOPTED, RESOLVED], commands: [WORD] });
    expect(attempts.map((row) => [row.package, row.outcome, row.startedAt])).toEqual([
      ['P0100001', 'adopted', '2026-11-23T11:59:00.000Z'],
      ['P0100002', 'unknown', '2026-11-23T11:59:00.000Z'],
    ]);
    expect(commands).toEqual([{ ...WORD, at: '2026-11-23T12:00:00.000Z', approval: null }]);
  });

  it('has the error and the evidence, and nothing of how the ledger works', () => {
    const [row] = historyDocument({ attempts: [RESOLVED], commands: [] }).attempts;
    expect(row).toMatchObject({
      error: { code: 'TIMED_OUT', message: 'No answer within 1m.' },
      evidence: { by: 'operator', text: 'Seen in the console.' },
      reason: 'CHG0012345',
      wave: 0,
      bytes: 4096,
      points: 2,
    });
    const names = Object.keys(row ?? {});
    expect(names.filter((name) => name === 'writer' || name === 'snapshot')).toEqual([]);
  });

  it('fits the published schema, which knows every command and no other', () => {
    const said = ['retry', 'suspend', 'resume', 'waiveWave', 'firstRun'] as const;
    const commands = [WORD, ...said.map((command) => ({ ...WORD, command }))];
    const document = historyDocument({ attempts: [ADOPTED, RESOLVED], commands });
    expect(wrongBySchema('history', document)).toBeNull();
    expect(
      wrongBySchema('history', { ...document, commands: [{ ...WORD, command: 'shout' }] }),
    ).not.toBeNull();
  });
});
