import type { RowClass } from '../row-class.ts';

/** Distribution points. The one whose ServerName is the site server's does nothing on a redistribution. */
export const distributionPoints: RowClass = {
  name: 'SMS_DistributionPointInfo',
  key: ['NALPath', 'SiteCode'],
  properties: {
    NALPath: 'Edm.String',
    ServerName: 'Edm.String',
    SiteCode: 'Edm.String',
    ResourceType: 'Edm.String',
    GroupCount: 'Edm.Int64',
    IsPullDP: 'Edm.Boolean',
    PreStagingAllowed: 'Edm.Boolean',
    RateLimitsEnabled: 'Edm.Boolean',
    AddressScheduleEnabled: 'Edm.Boolean',
  },
  *rows({ inventory }) {
    for (const point of inventory.points) {
      yield {
        NALPath: point.nalPath,
        ServerName: point.name,
        SiteCode: inventory.code,
        ResourceType: 'Windows NT Server',
        GroupCount: inventory.groups.filter((group) => group.points.includes(point)).length,
        IsPullDP: false,
        PreStagingAllowed: false,
        RateLimitsEnabled: false,
        AddressScheduleEnabled: false,
      };
    }
  },
};
