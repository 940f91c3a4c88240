// What can be wrong with the ledger: each row says whether anything was called, which is what people fear first.
import type { ErrorPage } from '../model/error-page.ts';

const RESTORE = 'Restore it from its last backup, which puts every source on its first run.';

/** The errors of the ledger's file, of its one writer, and of what is recorded in it (DPS25xx). */
export const LEDGER_ERRORS = {
  busy: {
    code: 'DPS2501',
    title: 'The ledger is busy',
    meaning: 'Another process was writing to it for too long.',
    remedy: 'Try again.',
    verdict: 'readOnly',
    consequence: 'retry',
  },
  unwritable: {
    code: 'DPS2502',
    title: 'The ledger cannot be written',
    meaning:
      'The file or its folder is read-only for this user, or the command opened the ledger for reading only.',
    remedy: 'Check the permissions of the file and its folder.',
    verdict: 'readOnly',
  },
  diskFull: {
    code: 'DPS2503',
    title: 'The ledger cannot grow',
    meaning: 'The disk is full; nothing is called whose intent cannot be recorded.',
    remedy: 'Make room and start again.',
    verdict: 'readOnly',
  },
  damaged: {
    code: 'DPS2504',
    title: 'The ledger is damaged',
    meaning: 'The file or a record in it cannot be understood, or the file is none of SQLite.',
    remedy: RESTORE,
    verdict: 'readOnly',
  },
  unopenable: {
    code: 'DPS2505',
    title: 'The ledger cannot be opened',
    meaning: 'There is no such folder, no file is at that place, or this user may not read and write it.',
    remedy: "Name another place in the config's ledger, or check the permissions of the file and its folder.",
    verdict: 'readOnly',
  },
  diskFails: {
    code: 'DPS2506',
    title: 'The disk of the ledger fails',
    meaning: 'The file cannot be read or written.',
    remedy: 'Check the disk.',
    verdict: 'readOnly',
  },
  unforeseen: {
    code: 'DPS2507',
    title: 'The ledger fails in an unforeseen way',
    meaning: 'SQLite reported an error that has no page of its own.',
    remedy: 'Read the message; if it goes on, restore the ledger from its last backup.',
    verdict: 'readOnly',
  },
  newer: {
    code: 'DPS2510',
    title: 'The ledger was made by a newer dpsync',
    meaning: 'This version does not know its form and leaves it alone.',
    remedy: 'Install at least that version.',
    verdict: 'readOnly',
  },
  older: {
    code: 'DPS2511',
    title: 'The ledger was made by an older dpsync',
    meaning: 'A command that only reads does not bring it up to date.',
    remedy: 'Run dpsync apply, which brings it up to date.',
    verdict: 'readOnly',
  },
  notLedger: {
    code: 'DPS2512',
    title: 'The file is not a ledger',
    meaning: 'It is a SQLite file of another program.',
    remedy: "Name another file in the config's ledger.",
    verdict: 'readOnly',
  },
  networkShare: {
    code: 'DPS2513',
    title: 'The ledger lies on a network share',
    meaning: 'The lock that lets only one writer in does not hold there, so an entry could be called twice.',
    remedy: 'Put it on a local disk.',
    verdict: 'readOnly',
  },
  severalNames: {
    code: 'DPS2515',
    title: 'The ledger has more than one name',
    meaning:
      'A hard link, or a mount of the file alone, leads to the same file; each name has a lock of its own, so two processes could write at once.',
    remedy: 'Keep one name, and mount the folder instead of the file.',
    verdict: 'readOnly',
  },
  notMigrated: {
    code: 'DPS2514',
    title: 'The ledger could not be brought up to date',
    meaning: 'A step of the migration failed; the ledger is as it was.',
    remedy: 'Mend the cause that the message names, and start again.',
    verdict: 'readOnly',
  },
  otherWriter: {
    code: 'DPS2520',
    title: 'Another process writes to the ledger',
    meaning: 'One process writes at a time; the message names who holds it, and since when.',
    remedy: 'Wait until it is done, or stop it.',
    verdict: 'readOnly',
  },
  takenOver: {
    code: 'DPS2521',
    title: 'A later writer has taken the ledger over',
    meaning:
      'The lock of this process did not hold, as when its file was deleted by hand; this process stops.',
    remedy: 'Never delete the .lock file while dpsync runs.',
    verdict: 'readOnly',
  },
  replaced: {
    code: 'DPS2522',
    title: 'The ledger was removed or replaced',
    meaning: 'The file is not the one that this process has open.',
    remedy: 'Start dpsync again, which looks at what is there now.',
    verdict: 'readOnly',
  },
  noAttempt: {
    code: 'DPS2523',
    title: 'The ledger has no such attempt',
    meaning: 'What was to be recorded belongs to another ledger.',
    remedy: 'See dpsync history for the attempts that are there.',
    verdict: 'readOnly',
  },
  settled: {
    code: 'DPS2524',
    title: 'The attempt is settled by now',
    meaning: 'It is no longer unknown, so there is nothing to settle; nothing was recorded.',
    remedy: 'See dpsync history for what it came to.',
    verdict: 'readOnly',
  },
  givenBack: {
    code: 'DPS2525',
    title: 'The ledger was given back',
    meaning: 'Something was to be recorded after this process had let the lock go.',
    remedy: 'Start the command again.',
    verdict: 'readOnly',
  },
  highWaterMarkUnkept: {
    code: 'DPS2530',
    title: 'What this machine has seen of the ledger cannot be kept',
    meaning: 'Without it an older copy of the ledger would not be noticed, so nothing is called.',
    remedy: 'Check that this user may write to the state folder and that its disk has room.',
    verdict: 'readOnly',
  },
  takenBack: {
    code: 'DPS2531',
    title: 'The call was taken back before it was sent',
    meaning: 'What this machine has seen of the ledger could not be kept, so the call did not leave.',
    remedy: 'Check the state folder and its disk; the entry is called at the next pass.',
    verdict: 'transient',
  },
  otherLedger: {
    code: 'DPS2532',
    title: 'The ledger is not the one that this machine saw last',
    meaning:
      'It is an older copy or another ledger, which may not know what was called since; no call may leave.',
    remedy:
      'Look at it with dpsync plan, then release each source with dpsync adopt or dpsync apply --first-run.',
    verdict: 'readOnly',
  },
  answerUnrecorded: {
    code: 'DPS2540',
    title: 'The process ended before the answer was recorded',
    meaning: 'The call may have left; whether the site took it is not known.',
    remedy: 'It is settled by what the site shows, or by dpsync resolve.',
    verdict: 'unknown',
  },
  nothingToCopy: {
    code: 'DPS2550',
    title: 'There is no ledger to copy',
    meaning: 'The place that the config names holds no file yet.',
    remedy: "Check the config's ledger.",
    verdict: 'readOnly',
  },
  copyExists: {
    code: 'DPS2551',
    title: 'The copy of the ledger would replace a file',
    meaning: 'A copy replaces nothing.',
    remedy: 'Name another file.',
    verdict: 'readOnly',
  },
  notCopied: {
    code: 'DPS2552',
    title: 'The ledger could not be copied',
    meaning: 'Nothing was left at the place of the copy.',
    remedy: 'Check that the folder is there, that this user may write to it and that its disk has room.',
    verdict: 'readOnly',
  },
} as const satisfies Readonly<Record<string, ErrorPage>>;
