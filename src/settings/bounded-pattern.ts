// The operator writes the pattern and others the text: a pattern that backtracks for ever must not keep a pass waiting.
import { createContext, Script } from 'node:vm';

/** Milliseconds that one text may take; most take none. */
const PATIENCE = 200;
/** So many texts that took longer are the pattern's fault: after them no other is tried. */
const MOST_SLOW = 10;
const MOST_KEPT = 10_000;

/** Compares texts with a pattern; `slow` where that takes too long. A text is compared once. */
export function boundedPattern(pattern: string): (text: string) => boolean | 'slow' {
  const sandbox = createContext({ pattern: new RegExp(pattern, 'u'), text: '' });
  const test = new Script('pattern.test(text)');
  const kept = new Map<string, boolean | 'slow'>();
  let slow = 0;
  const compare = (text: string): boolean | 'slow' => {
    if (slow >= MOST_SLOW) return 'slow';
    sandbox.text = text;
    try {
      return test.runInContext(sandbox, { timeout: PATIENCE }) === true;
    } catch (error) {
      if (!isTimeout(error)) throw error;
      slow += 1;
      return 'slow';
    }
  };
  return (text) => {
    const answer = kept.get(text) ?? compare(text);
    if (kept.size < MOST_KEPT) kept.set(text, answer);
    return answer;
  };
}

/** What is thrown belongs to the context, so it is no Error of ours. */
function isTimeout(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
