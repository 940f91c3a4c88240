import type { ErrorPage } from './error-page.ts';

/** An error of a site. `scope: 'site'` says that it is true of the whole site, not of one entry. */
export interface SiteErrorPage extends ErrorPage {
  readonly scope: 'entry' | 'site';
}
