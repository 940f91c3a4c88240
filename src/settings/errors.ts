// Why a config is not taken: nothing begins with one that is understood in part.
import type { FaultPage } from '../model/error-page.ts';

/** The errors of the config by name (DPS500x). */
export const SETTINGS_ERRORS = {
  unreadable: {
    code: 'DPS5000',
    title: 'The config cannot be read',
    meaning:
      'There is no file at that place, this user may not read it, it is larger than 1 MiB, or it is not written in UTF-8.',
    remedy:
      'Name the config by --config FILE or $DPSYNC_CONFIG, or work in the folder that has a dpsync.yaml. Where it is of another encoding, run the command that the message names.',
  },
  mistakes: {
    code: 'DPS5001',
    title: 'The config has mistakes',
    meaning: 'Each line of the message names the place of one, and what is expected there.',
    remedy: 'Correct them; `dpsync schema config` prints the schema that an editor checks by.',
  },
  notBuilt: {
    code: 'DPS5002',
    title: 'The config asks for what is not in this version',
    meaning: 'The key would restrain what is called, or change how, so dpsync does not go on without it.',
    remedy: 'Take the key out, or install a version that has it.',
  },
  inSource: {
    code: 'DPS5003',
    title: 'The config stands in a checkout of its own source',
    meaning: 'Whoever may change the content could change the config too, which belongs to the operator.',
    remedy: 'Keep the config outside of the content, or name it with --config.',
  },
} as const satisfies Readonly<Record<string, FaultPage>>;
