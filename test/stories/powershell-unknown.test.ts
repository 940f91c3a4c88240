// The same story as unknown.test.ts, over PowerShell: what was lost on the way back is found in CIM's words too.
import { describeWith } from '../make/needs.ts';
import { findPwsh } from '../make/pwsh.ts';
import { lostAnswersStory } from './lost-answers.ts';

describeWith('pwsh', findPwsh(), () => {
  // Half as many: for each answer that is lost, a new engine is started.
  lostAnswersStory({ way: 'powershell', packages: 50 });
});
