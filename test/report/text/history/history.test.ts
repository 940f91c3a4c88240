import { describe, expect, it } from 'vitest';
import { historyText } from '../../../../src/report/text/history/history.ts';
import { HOUR, NOW } from '../../make/moment.ts';
import { attempt, unknown } from '../../make/noun/attempt.ts';
import { textOptions } from '../../make/text.ts';

const HISTORY = {
  attempts: [
    unknown('P01/P0100002/Campus', { startedAt: NOW - HOUR }),
    attempt('P01/P0100001/Branch Offices EU', { startedAt: NOW - 30 * HOUR, reason: 'CHG0012345' }),
  ],
  commands: [
    {
      at: NOW - 20 * HOUR,
      actor: 'bob@desk',
      command: 'approve',
      target: '4be1f0a92c33',
      reason: 'CHG0012346',
    },
  ] as const,
};

describe('the history for people', () => {
  it('is one list of what was done and said, newest first', () => {
    expect(historyText(HISTORY, textOptions())).toBe(
      `
TIME                  WHAT      ENTRY                           REVISION  NOTE
2026-11-23 11:00:00Z  unknown   P01/P0100002/Campus             1         TIMED_OUT: No answer within 1m. · ada@deploy01
2026-11-22 16:00:00Z  approve   4be1f0a92c33                              CHG0012346 · bob@desk
2026-11-22 06:00:00Z  accepted  P01/P0100001/Branch Offices EU  1         CHG0012345 · ada@deploy01

2 attempts, 1 operator command.
`.slice(1),
    );
  });

  it('says what a call sent, where it was known', () => {
    const sent = attempt('P01/P0100001/Campus', { bytes: 12 * 1024 ** 3, points: 14 });
    const attempts = [sent, attempt('P01/P0100002/Campus', { points: 14 })];
    expect(historyText({ attempts, commands: [] }, textOptions({ quiet: true }))).toBe(
      `
TIME                  WHAT      ENTRY                REVISION               SIZE  NOTE
2026-11-23 11:59:00Z  accepted  P01/P0100001/Campus  1         12.0 GB to 14 DPs  ada@deploy01
2026-11-23 11:59:00Z  accepted  P01/P0100002/Campus  1                            ada@deploy01
`.slice(1),
    );
  });

  it('names commits and authors where more is wanted', () => {
    expect(historyText(HISTORY, textOptions({ verbose: true }))).toContain(
      'ada@deploy01 · Ada in cccccccccc · run 4be1f0a92c33 · wave 0',
    );
  });

  it('says what was approved, and of how much nobody knew the size', () => {
    const [said] = HISTORY.commands;
    const approved = (deliveries: number | null, bytes: number | null) =>
      historyText(
        { attempts: [], commands: [{ ...said, approval: { entries: 3, deliveries, bytes } }] },
        textOptions(),
      );
    expect(approved(9, 12 * 1024 ** 3)).toContain('3 entries, 9 deliveries, 12.0 GB · CHG0012346 · bob@desk');
    expect(approved(null, null)).toContain('3 entries, size unknown · CHG0012346');
  });

  it('says that there is none', () => {
    expect(historyText({ attempts: [], commands: [] }, textOptions())).toBe('Nothing was called or said.\n');
  });
});
