import { digestOf } from '../../../../src/model/digest.ts';
import { entryKey } from '../../../../src/model/entry.ts';
import type { Hold } from '../../../../src/model/hold.ts';
import type { PlannedEntry } from '../../../../src/model/plan.ts';
import { entry } from './entry.ts';

/** An entry that would be called now, or what a test says otherwise. */
export function planned(text: string, about: Partial<PlannedEntry> = {}): PlannedEntry {
  const subject = entry(text);
  const revision = about.revision ?? { from: null, to: '1' };
  return {
    key: entryKey(subject),
    entry: subject,
    source: 'content',
    packageName: null,
    action: 'redistribute',
    cause: 'new',
    run: '4be1f0a92c33',
    digest: revision.to === null ? null : digestOf(subject, revision.to),
    reason: null,
    wave: 0,
    labels: [],
    declaredAt: [
      {
        source: 'content',
        commit: 'c'.repeat(40),
        author: 'Ada',
        file: 'sites/eu/office.yaml',
        line: 9,
        column: 7,
      },
    ],
    held: null,
    leaves: { from: null, until: null },
    cost: null,
    ...about,
    revision,
  };
}

/** An entry that is held. */
export function held(text: string, hold: Partial<Hold>, about: Partial<PlannedEntry> = {}): PlannedEntry {
  const whole: Hold = {
    by: 'suspended',
    code: null,
    message: 'The declaration says suspend: true.',
    since: null,
    until: null,
    remedy: { kind: 'correctFile', file: 'sites/eu/office.yaml', what: 'suspend' },
    ...hold,
  };
  return planned(text, { action: 'hold', held: whole, ...about });
}
