// What keeps one entry from being called, or is worth a warning, before any call: people look these codes up.
import type { ErrorPage } from '../model/error-page.ts';

/** Why an entry is held by pre-flight: no intent, no attempt. */
export const PREFLIGHT_ERRORS = {
  noGroup: {
    code: 'DPS2101',
    title: 'The site shows no such distribution point group',
    meaning: 'The group is missing, or this account may not see it.',
    remedy:
      'Check the name; the account needs Read and Copy to Distribution Point on Distribution Point Groups and on Distribution Points.',
    verdict: 'readOnly',
  },
  severalGroups: {
    code: 'DPS2102',
    title: 'The site has several groups whose names compare alike',
    meaning: 'Which of them is meant is not certain, so none is called.',
    remedy: 'Rename one of these groups at the site.',
    verdict: 'readOnly',
  },
  noPackage: {
    code: 'DPS2103',
    title: 'The site shows no such package',
    meaning: 'The package is missing, or this account may not see it.',
    remedy: 'Check the PackageID; the account needs Read on the package and a security scope that holds it.',
    verdict: 'readOnly',
  },
  notAssigned: {
    code: 'DPS2104',
    title: 'The package is not assigned to the group',
    meaning: 'What ReDistributePackage does then is not documented, and a redistribution never assigns.',
    remedy: 'Distribute the package to the group in the console first, or take it out of the declaration.',
    verdict: 'readOnly',
  },
  taskSequence: {
    code: 'DPS2105',
    title: 'The package is a task sequence',
    meaning: 'A task sequence has no content of its own; the packages that it references have.',
    remedy: 'Declare the packages that the task sequence references.',
    verdict: 'readOnly',
  },
  noSourceFiles: {
    code: 'DPS2106',
    title: 'The package has no source files',
    meaning: 'Its PkgSourceFlag is 1, so there is nothing to redistribute.',
    remedy: 'Take the package out of the declaration, or give it source files and distribute it first.',
    verdict: 'readOnly',
  },
  running: {
    code: 'DPS2107',
    title: 'A distribution of the package to the group is running',
    meaning: 'One of its jobs is younger than guards.runningFor; a second one would send every byte again.',
    remedy: 'Wait until it is done; it is looked at again at every pass.',
    verdict: 'readOnly',
  },
} as const satisfies Readonly<Record<string, ErrorPage>>;

/** What a plan warns of; nothing is held. */
export const WARNINGS = {
  earlierUnknown: {
    code: 'DPS2201',
    title: 'Nobody knows whether the site has an earlier revision',
    meaning: 'The new revision is a call of its own, so the content may be sent twice.',
    remedy: 'Settle the earlier one by dpsync resolve if that matters.',
    verdict: 'warning',
  },
  overlap: {
    code: 'DPS2202',
    title: 'A distribution point gets the same package through two groups',
    meaning: 'It is a member of both, and each call sends every byte to every member.',
    remedy: 'Declare the package for one of the groups, or for groups that share no member.',
    verdict: 'warning',
  },
  sourceChanged: {
    code: 'DPS2203',
    title: 'The source files changed after the site read them',
    meaning: 'A redistribution sends what the site has, which is the content from before the change.',
    remedy:
      'Update the distribution points in the console if the new files are meant; that sends what changed.',
    verdict: 'warning',
  },
  noMembers: {
    code: 'DPS2204',
    title: 'The group has no members',
    meaning: 'The call is accepted and sends nothing.',
    remedy: 'Add distribution points to the group, or take the group out of the declaration.',
    verdict: 'warning',
  },
  longRunning: {
    code: 'DPS2205',
    title: 'A distribution of the package to the group is under way for long',
    meaning: 'It is older than guards.runningFor, so it holds nothing; it may be stuck.',
    remedy: 'Look at the job in distmgr.log and PkgXferMgr.log at the site server.',
    verdict: 'warning',
  },
  labelHolds: {
    code: 'DPS2209',
    title: 'What holds is matched by a label',
    meaning:
      'Labels are written in the declaration: whoever may change the file takes the entry out of such a window or suspension.',
    remedy:
      'Match by sites, groups or packages, or name the entries, where it must hold whatever authors write.',
    verdict: 'warning',
  },
  windowPassed: {
    code: 'DPS2206',
    title: 'A window is closed and is passed',
    meaning: 'An operator said --break-glass: guards.windows holds nothing in this pass.',
    remedy: 'Leave the flag out if it can wait; dpsync plan says until when.',
    verdict: 'warning',
  },
} as const satisfies Readonly<Record<string, ErrorPage>>;
