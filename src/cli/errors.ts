// Why a command did not do what it was told: nothing was called, and here is what to do.
import type { FaultPage } from '../model/error-page.ts';

/** The errors of commands by name (DPS5xxx). */
export const COMMAND_ERRORS = {
  ledgerChanged: {
    code: 'DPS5004',
    title: 'The config names another ledger while the daemon runs',
    meaning: 'The daemon holds its ledger for as long as it lives, so the config was not taken over.',
    remedy: 'Restart the daemon, or name the ledger as before.',
  },
  nobodyToAsk: {
    code: 'DPS5010',
    title: 'Nobody can be asked',
    meaning: 'Apply asks before it calls, and there is no terminal to ask on.',
    remedy: 'Say --yes to call without asking.',
  },
  noSchema: {
    code: 'DPS5011',
    title: 'There is no such schema',
    meaning: 'The message lists those that there are.',
    remedy: 'Name one of them; `dpsync schema` lists them.',
  },
  demoExists: {
    code: 'DPS5012',
    title: 'The folder of the demo is there already',
    meaning: 'The demo replaces nothing.',
    remedy: 'Name a new folder, or remove that one.',
  },
  noExamples: {
    code: 'DPS5013',
    title: 'The examples are missing',
    meaning: 'This installation has no examples folder, which the demo begins with.',
    remedy: 'Install dpsync again, with all of its files.',
  },
  noPage: {
    code: 'DPS5014',
    title: 'The code has no page',
    meaning: 'It is none of dpsync, or one of an earlier or later version.',
    remedy: 'Check how it is written: DPS and four digits.',
  },
  outputUnwritable: {
    code: 'DPS5015',
    title: 'Standard output cannot be written',
    meaning:
      'The disk behind it is full, or it was closed; what was called and said is recorded all the same.',
    remedy: 'Mend the cause that the message names, and see dpsync history.',
  },
  demoFailed: {
    code: 'DPS5016',
    title: 'A step of the demo failed',
    meaning: 'One of the commands that the demo shows ended with an error.',
    remedy: 'Read what that command said; dpsync doctor looks at this machine.',
  },
  reasonMissing: {
    code: 'DPS5017',
    title: 'The glass is broken with a reason, or not at all',
    meaning:
      'Calls that pass a closed window are on record with their reason; a reason alone would pass nothing.',
    remedy: 'Say --break-glass --reason "why it cannot wait", or leave both out.',
  },
  fileUnwritable: {
    code: 'DPS5021',
    title: 'The file cannot be written',
    meaning:
      'The folder is not there, this user may not write into it, or the disk is full. What was there stays.',
    remedy: 'Correct what the message says, or name a file in another folder.',
  },
  waveWithOnly: {
    code: 'DPS5023',
    title: 'A wave is passed for its whole run',
    meaning: 'With --wave nothing is approved, so there is nothing that --only could select.',
    remedy: 'Leave --only out, or approve the entries without --wave.',
  },
  noEntry: {
    code: 'DPS5106',
    title: 'The ledger knows no such entry',
    meaning: 'It was never declared at a pass and never called, or its name is written otherwise.',
    remedy: 'See dpsync status --all for the entries that there are.',
  },
  notFailed: {
    code: 'DPS5107',
    title: 'The entry did not fail',
    meaning: 'Only what failed is retried; none of the entries that were named was.',
    remedy: 'Do what the message says, where it names what holds the entry.',
  },
} as const satisfies Readonly<Record<string, FaultPage>>;
