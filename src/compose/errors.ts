// Why two sides of a checkout cannot be compared with what was sent.
import type { FaultPage } from '../model/error-page.ts';

/** The errors of a comparison by name (DPS50xx). */
export const COMPOSE_ERRORS = {
  factsUnreadable: {
    code: 'DPS5018',
    title: 'The facts cannot be read',
    meaning: 'There is no file at that place, this user may not read it, or it is larger than 64 MiB.',
    remedy: 'Write one with dpsync export where the ledger is, and bring it here.',
  },
  factsMistaken: {
    code: 'DPS5019',
    title: 'The facts have mistakes',
    meaning:
      'The file is not what dpsync export writes; each line of the message names the place of a mistake.',
    remedy: 'Write it anew with dpsync export, of the same version.',
  },
  checkoutOfNoSource: {
    code: 'DPS5020',
    title: 'The checkout is of none of the sources',
    meaning: 'The config has several sources, and no remote of the checkout has the url of one of them.',
    remedy: "Add the source's url as a remote, or name the config that has the source.",
  },
  factsInContent: {
    code: 'DPS5022',
    title: 'The facts are part of the content',
    meaning:
      'Git keeps that file in the checkout, so whoever may change the content could say what was sent.',
    remedy: 'Name the file that dpsync export wrote, such as an artifact that the pipeline fetched.',
  },
} as const satisfies Readonly<Record<string, FaultPage>>;
