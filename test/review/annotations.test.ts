import { describe, expect, it } from 'vitest';
import { annotationLines } from '../../src/review/annotations.ts';
import { githubRunner } from '../../src/review/github/runner.ts';
import { gitlabRunner } from '../../src/review/gitlab/runner.ts';
import { conflict } from '../report/make/noun/conflict.ts';
import { plan } from '../report/make/noun/plan.ts';
import { problem } from '../report/make/noun/problem.ts';

const CONFLICT = conflict('P01/P0100012/Campus', ['a.yaml', 'b.yaml']);

describe('the lines for the log', () => {
  it('show problems, and each place of a conflict', () => {
    const lines = annotationLines(plan([], { problems: [problem()], conflicts: [CONFLICT] }), githubRunner);
    expect(lines).toEqual([
      '::error file=sites/eu/office.yaml,line=12,col=3,title=DPS1004::spec.colour is not a field; remove it.',
      '::error file=a.yaml,line=9,col=7,title=conflict::P01/P0100012/Campus is declared 2 times: keep one',
      '::error file=b.yaml,line=9,col=7,title=conflict::P01/P0100012/Campus is declared 2 times: keep one',
    ]);
  });

  it('are no more than a host shows', () => {
    const problems = Array.from({ length: 30 }, (_, at) => problem({ line: at + 1 }));
    expect(annotationLines(plan([], { problems }), githubRunner)).toHaveLength(10);
  });

  it('show what would turn the text around or hide it', () => {
    const [line] = annotationLines(plan([], { problems: [problem({ message: 'a\u202eb' })] }), githubRunner);
    expect(line).toMatch(/::a\\u\{202e\}b$/);
  });

  it('are none where the runner shows none', () => {
    expect(annotationLines(plan([], { problems: [problem()] }), gitlabRunner)).toEqual([]);
  });
});
