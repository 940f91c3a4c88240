// The same story as unknown.test.ts, over PowerShell: what was lost on the way back is found in CIM's words too.
import { describeWith } from '../make/needs.ts';
import { findPwsh } from '../make/site/pwsh.ts';
import { fewOrMany } from '../make/size.ts';
import { lostAnswersStory } from './lost-answers.ts';

describeWith('pwsh', findPwsh(), () => {
  // For each answer that is lost a new engine is started: it takes its time.
  lostAnswersStory({ way: 'powershell', packages: fewOrMany(20, 30) });
});
