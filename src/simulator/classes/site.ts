import type { RowClass } from '../row-class.ts';

/** The site itself. */
export const site: RowClass = {
  name: 'SMS_Site',
  key: ['SiteCode'],
  properties: {
    SiteCode: 'Edm.String',
    SiteName: 'Edm.String',
    ServerName: 'Edm.String',
    ReportingSiteCode: 'Edm.String',
    Type: 'Edm.Int64',
    Status: 'Edm.Int64',
    Version: 'Edm.String',
  },
  *rows({ inventory }) {
    yield {
      SiteCode: inventory.code,
      SiteName: `Simulated site ${inventory.code}`,
      ServerName: inventory.server,
      ReportingSiteCode: '',
      // A primary site, active.
      Type: 2,
      Status: 1,
      Version: '5.00.9132.1000',
    };
  },
};
