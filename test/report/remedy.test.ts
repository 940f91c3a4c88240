import { describe, expect, it } from 'vitest';
import type { FileFault, Remedy } from '../../src/model/remedy.ts';
import { showRemedy } from '../../src/report/remedy.ts';
import { entry } from './make/noun/entry.ts';

const ENTRY = entry('P01/P0100012/Büros (EU)');
const file = (what: FileFault): Remedy => ({ kind: 'correctFile', file: 'office.yaml', what });

describe('what helps, in words', () => {
  it.each<[Remedy, string]>([
    [{ kind: 'wait', for: 'answer' }, 'wait for its answer'],
    [{ kind: 'wait', for: 'pause' }, 'it is tried again at the first pass after that time'],
    [
      { kind: 'wait', for: 'distribution' },
      'wait until it is done: a second one would send every byte again',
    ],
    [
      { kind: 'resolve', entry: ENTRY },
      'look at the site, then dpsync resolve "P01/P0100012/Büros (EU)" --as accepted or --as not-sent; it is never called again by itself',
    ],
    [{ kind: 'retry', entry: ENTRY }, 'mend the cause, then dpsync retry "P01/P0100012/Büros (EU)"'],
    [file('problem'), 'correct office.yaml and commit'],
    [file('reason'), 'correct reason in office.yaml and commit'],
    [file('missingReason'), 'correct reason in office.yaml and commit; it needs one'],
    [file('suspend'), 'take suspend: true out of office.yaml'],
    [file('notBefore'), 'wait, or change notBefore in office.yaml'],
    [file('notAfter'), 'change notAfter in office.yaml'],
    [{ kind: 'keepOneDeclaration' }, 'keep one of these declarations and delete the others'],
    [
      { kind: 'adopt', source: 'content' },
      'dpsync adopt content (record as applied, call nothing) or dpsync apply --first-run (call them)',
    ],
    [
      { kind: 'signCommit', source: 'content' },
      'sign the next commit of content with a key that its verify names',
    ],
    [{ kind: 'resume', selector: '*' }, 'dpsync resume'],
    [{ kind: 'resume', selector: 'P01/*/Branch *' }, 'dpsync resume "P01/*/Branch *"'],
    [{ kind: 'resume', selector: 'ring=broad' }, 'dpsync resume "ring=broad"'],
    [
      { kind: 'approveRun', run: 'r1', over: 'budget' },
      'dpsync approve r1, or dpsync apply --approve-budget',
    ],
    [
      { kind: 'approveRun', run: 'r1', over: 'budget', only: 'P01/*/Branch *' },
      'dpsync approve r1 --only "P01/*/Branch *", or dpsync apply --approve-budget --only "P01/*/Branch *"',
    ],
    [
      { kind: 'approveRun', run: 'r1', over: 'age' },
      'dpsync approve r1 where it is still wanted, else take the declaration back',
    ],
    [
      { kind: 'waiveWave', run: 'r1', wave: 0 },
      'see what holds wave 0, or dpsync approve r1 --wave 0 to let it pass',
    ],
    [
      { kind: 'waiveWave', run: 'RUN', wave: -1 },
      'see what holds wave -1, or dpsync approve RUN --wave -1 to let it pass',
    ],
    [{ kind: 'breakGlass' }, 'wait, or dpsync apply --break-glass --reason "why it cannot wait"'],
    [{ kind: 'mendSite' }, 'mend what the message says; the site is asked again at the next pass'],
    [{ kind: 'renameGroup' }, 'rename one of these groups at the site'],
    [
      { kind: 'findGroup' },
      'check the name; the account needs Read and Copy to Distribution Point on Distribution Point Groups and on Distribution Points',
    ],
    [
      { kind: 'findPackage' },
      'check the id; the account needs Read and Copy to Distribution Point on its type of package',
    ],
    [{ kind: 'declareReferences' }, 'declare the packages that the task sequence refers to'],
    [{ kind: 'addSourceFiles' }, 'take it out of the declaration, or give the package source files'],
    [
      { kind: 'assignPackage' },
      'distribute the content to the group in the console first: dpsync never assigns anything by itself',
    ],
  ])('of %o', (remedy, words) => {
    expect(showRemedy(remedy)).toBe(words);
  });

  it.each(['$(calc)', 'a"; calc', '%PATH%', '`calc`', 'a & b', '“quoted”'])(
    'prints no command with %s, which a shell could act on: the reader quotes it',
    (group) => {
      const text = `P01/P0100012/${group}`;
      expect(showRemedy({ kind: 'resolve', entry: entry(text) })).toContain('resolve ENTRY --as');
      expect(showRemedy({ kind: 'retry', entry: entry(text) })).toBe(
        'mend the cause, then dpsync retry ENTRY',
      );
      expect(showRemedy({ kind: 'resume', selector: text })).toBe('dpsync resume SELECTOR');
    },
  );
});
