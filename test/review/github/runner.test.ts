import { describe, expect, it } from 'vitest';
import { githubRunner } from '../../../src/review/github/runner.ts';

const AT = { file: 'sites/a.yaml', line: 3, column: 5, code: 'DPS1045', message: 'It is no PackageID.' };

describe("GitHub's runner", () => {
  it('shows a mistake at its place', () => {
    expect(githubRunner.annotate(AT)).toBe(
      '::error file=sites/a.yaml,line=3,col=5,title=DPS1045::It is no PackageID.',
    );
  });

  it('is told nothing but that, whatever stands in a name or a message', () => {
    const line = githubRunner.annotate({
      ...AT,
      file: 'a,line=1::b%0A\n::add-mask::x:y.yaml',
      message: '100%\r\n::stop-commands::x, and ::set-env',
    });
    expect(line).toBe(
      '::error file=a%2Cline=1%3A%3Ab%250A%0A%3A%3Aadd-mask%3A%3Ax%3Ay.yaml,line=3,col=5,title=DPS1045::100%25%0D%0A::stop-commands::x, and ::set-env',
    );
  });

  it.each([
    ['::error::x', ': :error::x'],
    ['  ::add-mask::x', '  : :add-mask::x'],
    ['one\n::stop-commands::x\ntwo', 'one\n: :stop-commands::x\ntwo'],
    ['a ##[add-path]/tmp', 'a **[add-path]/tmp'],
    ['a::b ## c', 'a::b ## c'],
  ])('obeys nothing in %j', (text, sanitized) => {
    expect(githubRunner.sanitize(text)).toBe(sanitized);
  });

  it('has a page for the run, and a summary', () => {
    const environment = {
      GITHUB_SERVER_URL: 'https://ghe.corp.example',
      GITHUB_REPOSITORY: 'acme/content',
      GITHUB_RUN_ID: '42',
      GITHUB_STEP_SUMMARY: '/runner/summary',
    };
    expect(githubRunner.findLink(environment)).toBe('https://ghe.corp.example/acme/content/actions/runs/42');
    expect(githubRunner.findSummary(environment, 'dpsync')).toBe('/runner/summary');
    expect(githubRunner.findLink({})).toBeNull();
    expect(githubRunner.findSummary({}, 'dpsync')).toBeNull();
  });
});
