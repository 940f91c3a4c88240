import { describe } from 'vitest';
import { tokenFinder } from '../../../src/compose/token.ts';
import { openAdminServiceSite } from '../../../src/site/adminservice/site.ts';
import { makeSiteSettings } from '../../make/site/simulated-site.ts';
import { siteCode, siteContract } from '../contract.ts';

describe('a site over AdminService', () => {
  siteContract((simulator, { code, callTimeout }) =>
    openAdminServiceSite({
      settings: makeSiteSettings(simulator.url, { settings: { code: siteCode(code), callTimeout } }),
      findToken: tokenFinder({}),
      clock: Date.now,
    }),
  );
});
