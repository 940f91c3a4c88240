// What keeps the threads that read declarations from working: no text is at fault, so these are no problems of one.
import type { FaultPage } from '../model/error-page.ts';

/** The errors of the reader, beside the problems that it finds. */
export const READER_ERRORS = {
  noThread: {
    code: 'DPS1901',
    title: 'A thread that reads declarations could not be started',
    meaning: 'A file of this installation is missing, or the machine has no room for another thread.',
    remedy: 'Install dpsync again, with all of its files; check the memory where that was done.',
  },
  closed: {
    code: 'DPS1902',
    title: 'The reader was closed while it was reading',
    meaning: 'The command ended before all declarations were read; nothing was called by what was not read.',
    remedy: 'Run the command again; report it where nobody ended it.',
  },
} as const satisfies Readonly<Record<string, FaultPage>>;
