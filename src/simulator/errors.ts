import type { ErrorPage } from '../model/error-page.ts';

/** Why a simulated site cannot be served. */
export const SIMULATOR_ERRORS = {
  badOption: {
    code: 'DPS2901',
    title: 'A simulated site cannot be made with this option',
    meaning: 'What was given is not of the form that the option takes.',
    remedy: 'Correct it as the message says.',
    verdict: 'readOnly',
  },
  portTaken: {
    code: 'DPS2902',
    title: 'The simulated site cannot listen on its port',
    meaning: 'Another program has the port, or this account may not use it.',
    remedy: 'Choose another port.',
    verdict: 'readOnly',
  },
  noGroupOrPackage: {
    code: 'DPS2903',
    title: 'The simulated site has no such group or package',
    meaning: 'It was told to do something with a group or a package that it was not made with.',
    remedy: 'Name a group by its name or id, and a package by its PackageID.',
    verdict: 'readOnly',
  },
} as const satisfies Readonly<Record<string, ErrorPage>>;
