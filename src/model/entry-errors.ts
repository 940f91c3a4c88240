// What keeps one entry from being called, or is worth a warning, before any call: people look these codes up.
import type { ErrorPage } from './error-page.ts';

/** What a pass itself finds, without an error of the site. */
export const PASS_ERRORS: readonly ErrorPage[] = [
  {
    code: 'DPS2004',
    title: 'Too many calls in a row were rejected',
    meaning: 'As many as guards.maxFailures allows: the rest of the site is held for this pass.',
    remedy: 'Read the last error; when its cause is gone, apply again.',
    verdict: 'readOnly',
  },
  {
    code: 'DPS2005',
    title: 'The pass was interrupted',
    meaning: 'Calls in flight were waited for and recorded; the rest were not made.',
    remedy: 'Apply again.',
    verdict: 'readOnly',
  },
  {
    code: 'DPS2006',
    title: 'An operator said that the call was not sent',
    meaning: 'The attempt was settled by dpsync resolve --as not-sent, so the entry is due again.',
    remedy: 'Nothing; it is called at the next pass.',
    verdict: 'transient',
  },
];

/** Why an entry is held by pre-flight: no intent, no attempt. */
export const PREFLIGHT_ERRORS: readonly ErrorPage[] = [
  {
    code: 'DPS2101',
    title: 'The site shows no such distribution point group',
    meaning: 'The group is missing, or this account may not see it.',
    remedy:
      'Check the name; the account needs Read and Copy to Distribution Point on Distribution Point Groups and on Distribution Points.',
    verdict: 'readOnly',
  },
  {
    code: 'DPS2102',
    title: 'The site has several groups whose names compare alike',
    meaning: 'Which of them is meant is not certain, so none is called.',
    remedy: 'Rename one of these groups at the site.',
    verdict: 'readOnly',
  },
  {
    code: 'DPS2103',
    title: 'The site shows no such package',
    meaning: 'The package is missing, or this account may not see it.',
    remedy: 'Check the PackageID; the account needs Read on the package and a security scope that holds it.',
    verdict: 'readOnly',
  },
  {
    code: 'DPS2104',
    title: 'The package is not assigned to the group',
    meaning: 'What ReDistributePackage does then is not documented, and a redistribution never assigns.',
    remedy: 'Distribute the package to the group in the console first, or take it out of the declaration.',
    verdict: 'readOnly',
  },
  {
    code: 'DPS2105',
    title: 'The package is a task sequence',
    meaning: 'A task sequence has no content of its own; the packages that it references have.',
    remedy: 'Declare the packages that the task sequence references.',
    verdict: 'readOnly',
  },
  {
    code: 'DPS2106',
    title: 'The package has no source files',
    meaning: 'Its PkgSourceFlag is 1, so there is nothing to redistribute.',
    remedy: 'Take the package out of the declaration, or give it source files and distribute it first.',
    verdict: 'readOnly',
  },
  {
    code: 'DPS2107',
    title: 'A distribution of the package to the group is running',
    meaning: 'One of its jobs is younger than guards.runningFor; a second one would send every byte again.',
    remedy: 'Wait until it is done; it is looked at again at every pass.',
    verdict: 'readOnly',
  },
];

/** What a plan warns of; nothing is held. */
export const WARNINGS: readonly ErrorPage[] = [
  {
    code: 'DPS2201',
    title: 'Nobody knows whether the site has an earlier revision',
    meaning: 'The new revision is a call of its own, so the content may be sent twice.',
    remedy: 'Settle the earlier one by dpsync resolve if that matters.',
    verdict: 'warning',
  },
  {
    code: 'DPS2202',
    title: 'A distribution point gets the same package through two groups',
    meaning: 'It is a member of both, and each call sends every byte to every member.',
    remedy: 'Declare the package for one of the groups, or for groups that share no member.',
    verdict: 'warning',
  },
  {
    code: 'DPS2203',
    title: 'The source files changed after the site read them',
    meaning: 'A redistribution sends what the site has, which is the content from before the change.',
    remedy:
      'Update the distribution points in the console if the new files are meant; that sends what changed.',
    verdict: 'warning',
  },
  {
    code: 'DPS2204',
    title: 'The group has no members',
    meaning: 'The call is accepted and sends nothing.',
    remedy: 'Add distribution points to the group, or take the group out of the declaration.',
    verdict: 'warning',
  },
  {
    code: 'DPS2205',
    title: 'A distribution of the package to the group is under way for long',
    meaning: 'It is older than guards.runningFor, so it holds nothing; it may be stuck.',
    remedy: 'Look at the job in distmgr.log and PkgXferMgr.log at the site server.',
    verdict: 'warning',
  },
  {
    code: 'DPS2206',
    title: 'A window is closed and is passed',
    meaning: 'An operator said --break-glass: guards.windows holds nothing in this pass.',
    remedy: 'Leave the flag out if it can wait; dpsync plan says until when.',
    verdict: 'warning',
  },
  {
    code: 'DPS2207',
    title: 'The facts are older than a week',
    meaning:
      'What was called since they were exported is not in them, so the plan may show a call that was made already.',
    remedy: 'Write them anew with dpsync export, best by a schedule beside the daemon.',
    verdict: 'warning',
  },
  {
    code: 'DPS2208',
    title: 'The facts do not speak of the entry',
    meaning:
      'They hold what was declared or sent when they were exported; this group, package or pair is new since.',
    remedy: 'Nothing has to be done: the site is asked before the call. The next export has it.',
    verdict: 'warning',
  },
];

/** Why a simulated site cannot be served. */
export const SIMULATOR_ERRORS: readonly ErrorPage[] = [
  {
    code: 'DPS2901',
    title: 'A simulated site cannot be made with this option',
    meaning: 'What was given is not of the form that the option takes.',
    remedy: 'Correct it as the message says.',
    verdict: 'readOnly',
  },
  {
    code: 'DPS2902',
    title: 'The simulated site cannot listen on its port',
    meaning: 'Another program has the port, or this account may not use it.',
    remedy: 'Choose another port.',
    verdict: 'readOnly',
  },
  {
    code: 'DPS2903',
    title: 'The simulated site has no such group or package',
    meaning: 'It was told to do something with a group or a package that it was not made with.',
    remedy: 'Name a group by its name or id, and a package by its PackageID.',
    verdict: 'readOnly',
  },
];
