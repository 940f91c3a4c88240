// What a pass finds by itself, and why an operator's command is refused.
import type { ErrorPage, FaultPage } from '../model/error-page.ts';

/** The errors of operators' commands by name (DPS51xx), and of a source that nobody foresaw. */
export const RECONCILE_ERRORS = {
  sourceFailed: {
    code: 'DPS3000',
    title: 'A source failed in an unforeseen way',
    meaning: 'Its remote could not be asked, for a reason that has no page of its own.',
    remedy: 'Read the message; it is a defect of dpsync where it names nothing of this machine.',
  },
  noSource: {
    code: 'DPS5101',
    title: 'The config has no such source',
    meaning: 'The message lists those that it has.',
    remedy: 'Name one of them, by its name in the config.',
  },
  nothingToAdopt: {
    code: 'DPS5102',
    title: 'There is nothing to adopt',
    meaning: 'The source is released already: what is due of it is called by apply.',
    remedy: 'See dpsync plan for what is due.',
  },
  noRun: {
    code: 'DPS5103',
    title: 'There is no such run',
    meaning:
      'The id is written wrong, or what is due has changed since plan showed it, which makes another run.',
    remedy: 'Look at dpsync plan again, and approve the run that it shows.',
  },
  notUnknown: {
    code: 'DPS5104',
    title: 'The entry has no unknown outcome',
    meaning: 'There is nothing to resolve; none of the entries that were named was settled.',
    remedy: 'See dpsync status for what holds the entry.',
  },
  mayArrive: {
    code: 'DPS5105',
    title: 'The call may still arrive',
    meaning: 'It left too short a time ago to say that it was not sent: the site could be slow.',
    remedy: 'Look at the site again after the time in the message.',
    consequence: 'wait',
  },
  suspendedWider: {
    code: 'DPS5108',
    title: 'The entry is suspended by something wider',
    meaning: 'A part of a suspension cannot be resumed alone.',
    remedy: 'Resume the wider one, and suspend again what is to stay out of work.',
  },
  notSuspended: {
    code: 'DPS5109',
    title: 'Nothing of it is suspended',
    meaning:
      'The message lists what is suspended by an operator; what a declaration suspends is not among it.',
    remedy: 'Name one of these, or take suspend: true out of the declaration.',
  },
  selectsNothing: {
    code: 'DPS5113',
    title: 'The selector matches nothing that is declared',
    meaning:
      'Nothing was done. The message says how many entries there are, and which are near to what was written.',
    remedy: 'Correct the selector; to suspend what is not declared yet, suspend --even-unknown.',
  },
} as const satisfies Readonly<Record<string, FaultPage>>;

/** What a pass itself finds, without an error of the site, and what it warns of. */
export const PASS_ERRORS = {
  tooManyRejected: {
    code: 'DPS2004',
    title: 'Too many calls in a row were rejected',
    meaning: 'As many as guards.maxFailures allows: the rest of the site is held for this pass.',
    remedy: 'Read the last error; when its cause is gone, apply again.',
    verdict: 'readOnly',
  },
  interrupted: {
    code: 'DPS2005',
    title: 'The pass was interrupted',
    meaning: 'Calls in flight were waited for and recorded; the rest were not made.',
    remedy: 'Apply again.',
    verdict: 'readOnly',
  },
  saidNotSent: {
    code: 'DPS2006',
    title: 'An operator said that the call was not sent',
    meaning: 'The attempt was settled by dpsync resolve --as not-sent, so the entry is due again.',
    remedy: 'Nothing; it is called at the next pass.',
    verdict: 'transient',
  },
  factsOld: {
    code: 'DPS2207',
    title: 'The facts are older than a week',
    meaning:
      'What was called since they were exported is not in them, so the plan may show a call that was made already.',
    remedy: 'Write them anew with dpsync export, best by a schedule beside the daemon.',
    verdict: 'warning',
  },
  factsSilent: {
    code: 'DPS2208',
    title: 'The facts do not speak of the entry',
    meaning:
      'They hold what was declared or sent when they were exported; this group, package or pair is new since.',
    remedy: 'Nothing has to be done: the site is asked before the call. The next export has it.',
    verdict: 'warning',
  },
} as const satisfies Readonly<Record<string, ErrorPage>>;
