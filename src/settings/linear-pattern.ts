// The operator writes the pattern and others the text: one that backtracks for ever must not keep a pass waiting.
import { RE2JS } from 're2js';

/** Compares texts with a pattern, in a time that grows with their length and no faster. Throws where it is none. */
export function linearPattern(pattern: string): (text: string) => boolean {
  const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
  return (text) => compiled.matcher(text).find();
}

/** What is wrong with a pattern; undefined where nothing is. */
export function findPatternMistake(pattern: string | undefined): string | undefined {
  if (pattern === undefined) return undefined;
  try {
    linearPattern(pattern);
    return undefined;
  } catch (error) {
    const [reason = ''] = error instanceof Error ? error.message.split('\n') : [];
    const what = reason.replace(/^error parsing regexp: /, '');
    return `is no regular expression that can be compared in linear time (${what}); look-around and back-references are none`;
  }
}
