/** What hosts make links, messages or pictures of, in one piece of the text that they show. */
export const REFERENCES: Readonly<Record<string, RegExp>> = {
  // GitHub: docs.github.com "Basic writing and formatting syntax" and "Autolinked references and URLs".
  mention: /(?:^|[^\w`])@[a-z0-9]/iu,
  issue: /#\d/u,
  ghIssue: /\bGH-\d/iu,
  commit: /\b[0-9a-f]{7,40}\b/iu,
  web: /www\.\S/iu,
  url: /[a-z][a-z0-9+.-]*:\/\//iu,
  email: /[\w.+-]+@[\w-]+/u,
  emoji: /:(?!\d\d:)[\w+-]+:/u,
  math: /\$[^\s$][^$]*\$/u,
  // GitLab: docs.gitlab.com "GitLab Flavored Markdown", GitLab-specific references.
  mergeRequest: /!\d/u,
  label: /~["\w]/u,
  milestone: /%["\w]/u,
  snippet: /\$\d/u,
  epic: /&\d/u,
  alert: /\^alert#/u,
  iteration: /\*iteration:/u,
  named: /\[[a-z_]+:/u,
  inlineDiff: /[{[][+-]/u,
  external: /\b[A-Z]{2,}-\d/u,
  // Azure DevOps: a mention is @<id>, a work item #1, a pull request !1.
  azureMention: /@</u,
};
