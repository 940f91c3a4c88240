// What keeps webhooks, probes and metrics from being served: people look these codes up.
import type { FaultPage } from '../model/error-page.ts';

/** The errors of the web server (DPS6xxx). */
export const WEB_ERRORS = {
  cannotListen: {
    code: 'DPS6001',
    title: 'The address cannot be listened on',
    meaning: 'Another program has it, it is none of this machine, or this account may not use the port.',
    remedy: 'Choose another address by web.listen or --listen; a port below 1024 often needs a right.',
  },
} as const satisfies Readonly<Record<string, FaultPage>>;
