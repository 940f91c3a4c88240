import { describe, expect, it } from 'vitest';
import { azuredevopsRunner } from '../../../src/review/azuredevops/runner.ts';

const AT = { file: 'sites/a.yaml', line: 3, column: 5, code: 'DPS1045', message: 'It is no PackageID.' };

describe('the agent of Azure Pipelines', () => {
  it('shows a mistake at its place', () => {
    expect(azuredevopsRunner.annotate(AT)).toBe(
      '##vso[task.logissue type=error;sourcepath=sites/a.yaml;linenumber=3;columnnumber=5;code=DPS1045]It is no PackageID.',
    );
  });

  it('is told nothing but that, whatever stands in a name or a message', () => {
    const line = azuredevopsRunner.annotate({
      ...AT,
      file: 'a];type=x%5D.yaml',
      message: '100%\r\n##vso[task.complete result=Succeeded]',
    });
    expect(line).toBe(
      '##vso[task.logissue type=error;sourcepath=a%5D%3Btype=x%AZP255D.yaml;linenumber=3;columnnumber=5;code=DPS1045]100%AZP25%0D%0A##vso[task.complete result=Succeeded]',
    );
  });

  it.each([
    ['a ##vso[task.setvariable variable=PATH]x', 'a **vso[task.setvariable variable=PATH]x'],
    ['##VSO[task.complete]', '**VSO[task.complete]'],
    ['##[group]', '**[group]'],
    ['## a title', '## a title'],
  ])('obeys nothing in %j', (text, sanitized) => {
    expect(azuredevopsRunner.sanitize(text)).toBe(sanitized);
  });

  it('has a page for the run, and a file that becomes the summary', () => {
    const environment = {
      SYSTEM_COLLECTIONURI: 'https://tfs.corp.example/tfs/Default/',
      SYSTEM_TEAMPROJECT: 'End User Devices',
      BUILD_BUILDID: '42',
      AGENT_TEMPDIRECTORY: '/agent/_temp',
    };
    expect(azuredevopsRunner.findLink(environment)).toBe(
      'https://tfs.corp.example/tfs/Default/End%20User%20Devices/_build/results?buildId=42',
    );
    const file = azuredevopsRunner.findSummary(environment, 'dpsync') ?? '';
    expect(file).toBe('/agent/_temp/dpsync-review-dpsync.md');
    expect(azuredevopsRunner.announceSummary(file)).toBe(`##vso[task.uploadsummary]${file}`);
    expect(azuredevopsRunner.findLink({})).toBeNull();
    expect(azuredevopsRunner.findSummary({}, 'dpsync')).toBeNull();
  });
});
