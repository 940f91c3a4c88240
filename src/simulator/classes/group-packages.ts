import { groupsAt, packagesAt } from '../pick.ts';
import type { RowClass } from '../row-class.ts';

/** Which packages are assigned to which groups. */
export const groupPackages: RowClass = {
  name: 'SMS_DPGroupPackages',
  key: ['GroupID', 'PkgID'],
  properties: { GroupID: 'Edm.String', PkgID: 'Edm.String' },
  *rows(world, filter) {
    for (const group of groupsAt(world, filter, 'GroupID')) {
      for (const content of packagesAt(world, filter, 'PkgID')) {
        if (!group.lacks.has(content.number)) yield { GroupID: group.id, PkgID: content.id };
      }
    }
  },
};
