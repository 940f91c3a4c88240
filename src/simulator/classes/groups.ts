import type { RowClass } from '../row-class.ts';
import { showTime } from '../row-class.ts';

/** Distribution point groups. */
export const groups: RowClass = {
  name: 'SMS_DistributionPointGroup',
  key: ['GroupID'],
  properties: {
    GroupID: 'Edm.String',
    Name: 'Edm.String',
    Description: 'Edm.String',
    SourceSite: 'Edm.String',
    MemberCount: 'Edm.Int64',
    ContentCount: 'Edm.Int64',
    HasMember: 'Edm.Boolean',
    CreatedOn: 'Edm.DateTimeOffset',
  },
  *rows({ inventory, since }) {
    for (const group of inventory.groups) {
      yield {
        GroupID: group.id,
        Name: group.name,
        Description: '',
        SourceSite: inventory.code,
        MemberCount: group.points.length,
        ContentCount: inventory.packages.length - group.lacks.size,
        HasMember: group.points.length > 0,
        CreatedOn: showTime(since),
      };
    }
  },
};
