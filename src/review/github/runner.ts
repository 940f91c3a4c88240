import type { Runner } from '../runner.ts';

/** GitHub's runner: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
export const githubRunner: Runner = {
  isHere: ({ GITHUB_ACTIONS }) => GITHUB_ACTIONS === 'true',
  findLink({ GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID }) {
    if (!GITHUB_SERVER_URL || !GITHUB_REPOSITORY || !GITHUB_RUN_ID) return null;
    return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
  },
  findSummary: ({ GITHUB_STEP_SUMMARY }) => GITHUB_STEP_SUMMARY || null,
  annotate({ file, line, column, code, message }) {
    const place = `file=${escapeProperty(file)},line=${line},col=${column},title=${escapeProperty(code)}`;
    return `::error ${place}::${escapeData(message)}`;
  },
  announceSummary: () => null,
  // A command begins a line, or, in its old form, stands anywhere in one (actions/runner, ActionCommand.cs).
  sanitize: (text) => text.replace(/^(\s*):(?=:)/gm, '$1: ').replace(/##(?=\[)/g, '**'),
};

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
