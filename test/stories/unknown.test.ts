// Over the AdminService, alone and beside somebody else; powershell-unknown.test.ts tells it over PowerShell.
import { expect, it } from 'vitest';
import { BEGINNING, type Conductor } from '../make/process/conductor.ts';
import { seededChance } from '../make/seeded-chance.ts';
import { fewOrMany } from '../make/size.ts';
import {
  applyAll,
  expectAgreement,
  GROUPS_THERE,
  LIMIT,
  lostAnswersStory,
  pairOf,
  SEED,
  tell,
} from './lost-answers.ts';

/** Between two redistributions of the other administrator, in milliseconds. */
const PAUSE = 3000;

const STAGE = { way: 'adminservice', packages: fewOrMany(40, 80) } as const;

lostAnswersStory(STAGE);

/**
 * Somebody who redistributes any package to any group, about once in three seconds. What nobody knows whether it was
 * sent is left to us: who sends the very same as well has delivered it, and no evidence could tell.
 */
function anotherAdministrator(): (conductor: Conductor) => void {
  const chance = seededChance(SEED);
  const unsure = new Set<string>();
  let seen = 0;
  let next = BEGINNING;
  return ({ now, events, simulator: { site } }) => {
    for (; seen < events.length; seen += 1) {
      const event = events[seen];
      if (event?.type === 'intended') unsure.add(pairOf(event.attempt));
      if (event?.type === 'concluded' && event.attempt.outcome === 'accepted')
        unsure.delete(pairOf(event.attempt));
    }
    for (; next <= now; next += PAUSE) {
      const group = site.groups[Math.floor(chance() * GROUPS_THERE)];
      const content = site.packages[Math.floor(chance() * STAGE.packages)];
      if (group && content && !unsure.has(`${group.id} ${content.id}`))
        site.redistributeByAnother(group.id, content.id, next);
    }
  };
}

it('the same beside another administrator who redistributes all the while', { timeout: LIMIT }, async () => {
  await using conductor = await applyAll(STAGE, anotherAdministrator());
  const result = await expectAgreement(conductor);
  tell('Beside another administrator', result);
  expect(result.settled).toBeGreaterThan(result.lost / 2);
});
