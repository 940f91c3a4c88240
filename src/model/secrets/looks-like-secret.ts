// Who pastes a token where its name belongs would read it in every message: it is refused unread.

/** How the tokens of GitHub, GitLab, Atlassian and Slack, JSON web tokens and keys begin. */
const BEGINNINGS =
  /^(?:gh[pousr]_|github_pat_|gl[a-z]{2,8}-|AT(?:BB|CTT3|ATT3)|xox[a-z]-|eyJ[\w-]{8})[\w.=-]{10,}|^-+ ?BEGIN /i;

/** Whether a text begins as only a secret does. */
export function beginsLikeSecret(text: string): boolean {
  return BEGINNINGS.test(text.trim());
}

/** Whether a text is a secret by its look: a name has no long run of letters and digits in turn. */
export function looksLikeSecret(text: string): boolean {
  const runs = text.match(/[a-z0-9]{20,}/gi) ?? [];
  return beginsLikeSecret(text) || runs.some((run) => /\d[a-z]+\d/i.test(run));
}

const MEANT = 'looks like the secret itself, which must not stand in a config';

/** What the name of a variable with a secret must not be, and what is said of it. */
export const NOT_THE_SECRET = [
  (text: string) => !looksLikeSecret(text),
  `${MEANT}; write the name of the variable that holds it`,
] as const;

/** The same for the file of a secret, whose name may be of any kind. */
export const NOT_THE_CONTENT = [
  (text: string) => !beginsLikeSecret(text.split(/[\\/]/).at(-1) ?? '') && !beginsLikeSecret(text),
  `${MEANT}; write the path of the file that holds it`,
] as const;
