import type { Attempt } from '../../../../src/model/attempt.ts';
import { digestOf } from '../../../../src/model/digest.ts';
import { entryKey } from '../../../../src/model/entry.ts';
import { MINUTE, NOW } from '../moment.ts';
import { entry } from './entry.ts';

/** An accepted call, or what a test says otherwise. */
export function attempt(text: string, about: Partial<Attempt> = {}): Attempt {
  const subject = entry(text);
  return {
    id: 1,
    run: '4be1f0a92c33',
    key: entryKey(subject),
    entry: subject,
    digest: digestOf(subject, about.revision ?? '1'),
    revision: '1',
    groupId: '{6617708D-0F98-4898-8D05-9E882C23DCB2}',
    commit: 'c'.repeat(40),
    author: 'Ada',
    reason: null,
    cause: 'new',
    wave: 0,
    bytes: null,
    points: null,
    snapshot: null,
    actor: 'ada@deploy01',
    writer: 1,
    startedAt: NOW - MINUTE,
    deadline: NOW,
    finishedAt: NOW - MINUTE + 820,
    outcome: 'accepted',
    finality: null,
    counts: true,
    returnValue: 0,
    error: null,
    evidence: null,
    ...about,
  };
}

/** A call that was rejected for good. */
export function rejected(text: string, about: Partial<Attempt> = {}): Attempt {
  return attempt(text, {
    outcome: 'rejected',
    finality: 'permanent',
    returnValue: null,
    error: { code: 'HTTP_403', message: 'The account may not redistribute this package.' },
    ...about,
  });
}

/** A call whose outcome is unknown. */
export function unknown(text: string, about: Partial<Attempt> = {}): Attempt {
  return attempt(text, {
    outcome: 'unknown',
    returnValue: null,
    error: { code: 'TIMED_OUT', message: 'No answer within 1m.' },
    ...about,
  });
}
