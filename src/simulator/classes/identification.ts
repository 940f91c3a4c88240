import type { RowClass } from '../row-class.ts';

/** Which site this provider speaks for. */
export const identification: RowClass = {
  name: 'SMS_Identification',
  key: ['SMSUniqueIdentifier'],
  properties: { SMSUniqueIdentifier: 'Edm.String', ThisSiteCode: 'Edm.String', ThisSiteName: 'Edm.String' },
  *rows({ inventory }) {
    yield {
      SMSUniqueIdentifier: `GUID:simulated-${inventory.code}`,
      ThisSiteCode: inventory.code,
      ThisSiteName: `Simulated site ${inventory.code}`,
    };
  },
};
