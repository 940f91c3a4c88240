import { packagesAt } from '../pick.ts';
import { type RowClass, showTime } from '../row-class.ts';

const DAY = 86_400_000;

/** Packages of every kind. `PackageSize` is in KB. */
export const packages: RowClass = {
  name: 'SMS_PackageBaseclass',
  key: ['PackageID'],
  properties: {
    PackageID: 'Edm.String',
    Name: 'Edm.String',
    PackageSize: 'Edm.Int64',
    PackageType: 'Edm.Int64',
    PkgSourceFlag: 'Edm.Int64',
    SourceVersion: 'Edm.Int64',
    SourceSite: 'Edm.String',
    SourceDate: 'Edm.DateTimeOffset',
    LastRefreshTime: 'Edm.DateTimeOffset',
    ActionInProgress: 'Edm.Int64',
  },
  *rows(world, filter) {
    for (const content of packagesAt(world, filter, 'PackageID')) {
      yield {
        PackageID: content.id,
        Name: content.name,
        PackageSize: content.size,
        PackageType: content.type,
        // 1: no source files; 2: a folder on the network.
        PkgSourceFlag: content.hasContent ? 2 : 1,
        SourceVersion: content.version,
        SourceSite: world.inventory.code,
        SourceDate: showTime(world.since + (content.sourceChanged ? DAY : -DAY)),
        LastRefreshTime: showTime(world.since),
        ActionInProgress: 0,
      };
    }
  },
};
