import { showEntry } from '../model/entry.ts';
import type { Remedy, SiteRemedy } from '../model/remedy.ts';

/** The command or the change that helps, for people. */
export function showRemedy(remedy: Remedy): string {
  switch (remedy.kind) {
    case 'wait':
      return WAITS[remedy.for];
    case 'resolve':
      return `look at the site, then dpsync resolve ${argument(showEntry(remedy.entry)) ?? 'ENTRY'} --as accepted or --as not-sent; it is never called again by itself`;
    case 'retry':
      return `mend the cause, then dpsync retry ${argument(showEntry(remedy.entry)) ?? 'ENTRY'}`;
    case 'correctFile':
      return showCorrection(remedy);
    case 'keepOneDeclaration':
      return 'keep one of these declarations and delete the others';
    case 'adopt':
      return `dpsync adopt ${remedy.source} (record as applied, call nothing) or dpsync apply --first-run (call them)`;
    case 'signCommit':
      return `sign the next commit of ${remedy.source} with a key that its verify names`;
    case 'resume':
      return `dpsync resume${remedy.selector === '*' ? '' : ` ${argument(remedy.selector) ?? 'SELECTOR'}`}`;
    case 'approveRun':
      return showApprove(remedy);
    case 'waiveWave':
      return `see what holds wave ${remedy.wave}, or dpsync approve ${remedy.run} --wave ${remedy.wave} to let it pass`;
    case 'breakGlass':
      return 'wait, or dpsync apply --break-glass --reason "why it cannot wait"';
    case 'mendSite':
      return 'mend what the message says; the site is asked again at the next pass';
    default:
      return AT_SITE[remedy.kind];
  }
}

/** Whoever asked about some of a run is not told to approve all of it. */
function showApprove({ run, over, only }: Extract<Remedy, { kind: 'approveRun' }>): string {
  const some = only === undefined ? '' : ` --only ${argument(only) ?? 'SELECTOR'}`;
  return over === 'budget'
    ? `dpsync approve ${run}${some}, or dpsync apply --approve-budget${some}`
    : `dpsync approve ${run}${some} where it is still wanted, else take the declaration back`;
}

const WAITS: Readonly<Record<Extract<Remedy, { kind: 'wait' }>['for'], string>> = {
  answer: 'wait for its answer',
  pause: 'it is tried again at the first pass after that time',
  distribution: 'wait until it is done: a second one would send every byte again',
};

const AT_SITE: Readonly<Record<SiteRemedy, string>> = {
  renameGroup: 'rename one of these groups at the site',
  findGroup:
    'check the name; the account needs Read and Copy to Distribution Point on Distribution Point Groups and on Distribution Points',
  findPackage: 'check the id; the account needs Read and Copy to Distribution Point on its type of package',
  declareReferences: 'declare the packages that the task sequence refers to',
  addSourceFiles: 'take it out of the declaration, or give the package source files',
  assignPackage:
    'distribute the content to the group in the console first: dpsync never assigns anything by itself',
};

function showCorrection({ file, what }: Extract<Remedy, { kind: 'correctFile' }>): string {
  switch (what) {
    case 'problem':
      return `correct ${file} and commit`;
    case 'reason':
      return `correct reason in ${file} and commit`;
    case 'missingReason':
      return `correct reason in ${file} and commit; it needs one`;
    case 'suspend':
      return `take suspend: true out of ${file}`;
    case 'notBefore':
      return `wait, or change notBefore in ${file}`;
    case 'notAfter':
      return `change notAfter in ${file}`;
  }
}

/** A text as a command takes it, in quotes that every shell knows; undefined for one that a shell could act on: the reader quotes it. */
function argument(text: string): string | undefined {
  return /^[\p{L}\p{M}\p{N} ._,()/+*=-]+$/u.test(text) ? `"${text}"` : undefined;
}
