// Why a command did not do what it was told (DPS5xxx): nothing was called, and here is what to do.
import type { Explanation } from '../report/explanation.ts';

type Page = Pick<Explanation, 'title' | 'meaning' | 'fix'>;

const PAGES = {
  DPS5000: {
    title: 'The config cannot be read',
    meaning: 'There is no file at that place, this user may not read it, or it is larger than 1 MiB.',
    fix: 'Name the config by --config FILE or $DPSYNC_CONFIG, or work in the folder that has a dpsync.yaml.',
  },
  DPS5001: {
    title: 'The config has mistakes',
    meaning: 'Each line of the message names the place of one, and what is expected there.',
    fix: 'Correct them; `dpsync schema config` prints the schema that an editor checks by.',
  },
  DPS5002: {
    title: 'The config asks for what is not in this version',
    meaning: 'The key would restrain what is called, or change how, so dpsync does not go on without it.',
    fix: 'Take the key out, or install a version that has it.',
  },
  DPS5003: {
    title: 'The config stands in a checkout of its own source',
    meaning: 'Whoever may change the content could change the config too, which belongs to the operator.',
    fix: 'Keep the config outside of the content, or name it with --config.',
  },
  DPS5004: {
    title: 'The config names another ledger while the daemon runs',
    meaning: 'The daemon holds its ledger for as long as it lives, so the config was not taken over.',
    fix: 'Restart the daemon, or name the ledger as before.',
  },
  DPS5010: {
    title: 'Nobody can be asked',
    meaning: 'Apply asks before it calls, and there is no terminal to ask on.',
    fix: 'Say --yes to call without asking.',
  },
  DPS5011: {
    title: 'There is no such schema',
    meaning: 'The message lists those that there are.',
    fix: 'Name one of them; `dpsync schema` lists them.',
  },
  DPS5012: {
    title: 'The folder of the demo is there already',
    meaning: 'The demo replaces nothing.',
    fix: 'Name a new folder, or remove that one.',
  },
  DPS5013: {
    title: 'The examples are missing',
    meaning: 'This installation has no examples folder, which the demo begins with.',
    fix: 'Install dpsync again, with all of its files.',
  },
  DPS5014: {
    title: 'The code has no page',
    meaning: 'It is none of dpsync, or one of an earlier or later version.',
    fix: 'Check how it is written: DPS and four digits.',
  },
  DPS5015: {
    title: 'Standard output cannot be written',
    meaning:
      'The disk behind it is full, or it was closed; what was called and said is recorded all the same.',
    fix: 'Mend the cause that the message names, and see dpsync history.',
  },
  DPS5016: {
    title: 'A step of the demo failed',
    meaning: 'One of the commands that the demo shows ended with an error.',
    fix: 'Read what that command said; dpsync doctor looks at this machine.',
  },
  DPS5017: {
    title: 'The glass is broken with a reason, or not at all',
    meaning:
      'Calls that pass a closed window are on record with their reason; a reason alone would pass nothing.',
    fix: 'Say --break-glass --reason "why it cannot wait", or leave both out.',
  },
  DPS5018: {
    title: 'The facts cannot be read',
    meaning: 'There is no file at that place, this user may not read it, or it is larger than 64 MiB.',
    fix: 'Write one with dpsync export where the ledger is, and bring it here.',
  },
  DPS5019: {
    title: 'The facts have mistakes',
    meaning:
      'The file is not what dpsync export writes; each line of the message names the place of a mistake.',
    fix: 'Write it anew with dpsync export, of the same version.',
  },
  DPS5020: {
    title: 'The checkout is of none of the sources',
    meaning: 'The config has several sources, and no remote of the checkout has the url of one of them.',
    fix: "Add the source's url as a remote, or name the config that has the source.",
  },
  DPS5021: {
    title: 'The file cannot be written',
    meaning:
      'The folder is not there, this user may not write into it, or the disk is full. What was there stays.',
    fix: 'Correct what the message says, or name a file in another folder.',
  },
  DPS5022: {
    title: 'The facts are part of the content',
    meaning:
      'Git keeps that file in the checkout, so whoever may change the content could say what was sent.',
    fix: 'Name the file that dpsync export wrote, such as an artifact that the pipeline fetched.',
  },
  DPS5101: {
    title: 'The config has no such source',
    meaning: 'The message lists those that it has.',
    fix: 'Name one of them, by its name in the config.',
  },
  DPS5102: {
    title: 'There is nothing to adopt',
    meaning: 'The source is released already: what is due of it is called by apply.',
    fix: 'See dpsync plan for what is due.',
  },
  DPS5103: {
    title: 'There is no such run',
    meaning:
      'The id is written wrong, or what is due has changed since plan showed it, which makes another run.',
    fix: 'Look at dpsync plan again, and approve the run that it shows.',
  },
  DPS5104: {
    title: 'The entry has no unknown outcome',
    meaning: 'There is nothing to resolve; none of the entries that were named was settled.',
    fix: 'See dpsync status for what holds the entry.',
  },
  DPS5105: {
    title: 'The call may still arrive',
    meaning: 'It left too short a time ago to say that it was not sent: the site could be slow.',
    fix: 'Look at the site again after the time in the message.',
  },
  DPS5106: {
    title: 'The ledger knows no such entry',
    meaning: 'It was never declared at a pass and never called, or its name is written otherwise.',
    fix: 'See dpsync status --all for the entries that there are.',
  },
  DPS5107: {
    title: 'The entry did not fail',
    meaning: 'Only what failed is retried; none of the entries that were named was.',
    fix: 'Do what the message says, where it names what holds the entry.',
  },
  DPS5108: {
    title: 'The entry is suspended by something wider',
    meaning: 'A part of a suspension cannot be resumed alone.',
    fix: 'Resume the wider one, and suspend again what is to stay out of work.',
  },
  DPS5109: {
    title: 'Nothing of it is suspended',
    meaning:
      'The message lists what is suspended by an operator; what a declaration suspends is not among it.',
    fix: 'Name one of these, or take suspend: true out of the declaration.',
  },
} as const satisfies Readonly<Record<string, Page>>;

/** The page of every code that a command ends with by itself. */
export const COMMAND_ERRORS: readonly Explanation[] = Object.entries(PAGES).map(([code, page]) => {
  return { code, ...page, example: null, verdict: null };
});
