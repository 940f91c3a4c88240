/**
 * Whether git takes `text` as a branch's name: the rules of git-check-ref-format(1) for what stands after
 * `refs/heads/`, and at most 200 characters.
 */
export function isBranchName(text: string): boolean {
  if (text === '' || text.length > 200 || text === '@' || text === 'HEAD' || text.startsWith('-'))
    return false;
  if (/[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\.$/.test(text)) return false;
  return text.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
}
