// What a daemon that runs for months does about itself: people look these codes up.
import type { FaultPage } from '../model/error-page.ts';

/** The errors of the daemon's loops (DPS505x). */
export const DAEMON_ERRORS = {
  stuckLoop: {
    code: 'DPS5050',
    title: 'A loop of the daemon did not move and was begun again',
    meaning:
      'What it waited for was given up; a call whose answer it waited for stays unknown until it comes or the site shows it. The other loops went on.',
    remedy: 'Look at the source or site that the message names; report it if that answers all others.',
  },
} as const satisfies Readonly<Record<string, FaultPage>>;
