import type { Runner } from '../runner.ts';

/** The agent of Azure Pipelines: https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands */
export const azuredevopsRunner: Runner = {
  isHere: ({ TF_BUILD }) => TF_BUILD === 'True',
  findLink({ SYSTEM_COLLECTIONURI, SYSTEM_TEAMPROJECT, BUILD_BUILDID }) {
    if (!SYSTEM_COLLECTIONURI || !SYSTEM_TEAMPROJECT || !BUILD_BUILDID) return null;
    const collection = SYSTEM_COLLECTIONURI.replace(/\/+$/, '');
    return `${collection}/${encodeURIComponent(SYSTEM_TEAMPROJECT)}/_build/results?buildId=${BUILD_BUILDID}`;
  },
  // The agent uploads the file when the job ends, from its own folder for such things.
  findSummary: ({ AGENT_TEMPDIRECTORY }, key) =>
    AGENT_TEMPDIRECTORY ? `${AGENT_TEMPDIRECTORY}/dpsync-review-${key}.md` : null,
  annotate({ file, line, column, code, message }) {
    const place = `sourcepath=${escapeProperty(file)};linenumber=${line};columnnumber=${column}`;
    return `##vso[task.logissue type=error;${place};code=${escapeProperty(code)}]${escapeData(message)}`;
  },
  announceSummary: (file) => `##vso[task.uploadsummary]${escapeData(file)}`,
  // A command stands anywhere in a line; the agent's own way to disarm one is this (its Agent.Sdk, StringUtil.cs).
  sanitize: (text) => text.replace(/##(?=vso|\[)/gi, '**'),
};

function escapeData(text: string): string {
  return text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(']', '%5D').replaceAll(';', '%3B');
}
