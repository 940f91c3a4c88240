import type { Runner } from '../runner.ts';

/** GitLab's runner: its log knows sections alone, which begin with a control character, and those are never written. */
export const gitlabRunner: Runner = {
  isHere: ({ GITLAB_CI }) => GITLAB_CI === 'true',
  findLink: ({ CI_JOB_URL }) => CI_JOB_URL || null,
  findSummary: () => null,
  annotate: () => null,
  announceSummary: () => null,
  sanitize: (text) => text,
};
