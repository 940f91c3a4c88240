import { groupsAt } from '../pick.ts';
import type { RowClass } from '../row-class.ts';

/** Which distribution points are in which groups. */
export const groupMembers: RowClass = {
  name: 'SMS_DPGroupMembers',
  key: ['GroupID', 'DPNALPath'],
  properties: { GroupID: 'Edm.String', DPNALPath: 'Edm.String' },
  *rows(world, filter) {
    for (const group of groupsAt(world, filter, 'GroupID')) {
      for (const point of group.points) yield { GroupID: group.id, DPNALPath: point.nalPath };
    }
  },
};
