import type { Explanation } from '../explanation.ts';
import { type Block, line, print, type Section, title } from './layout/layout.ts';
import type { Text } from './layout/text.ts';

const VERDICTS: Readonly<Record<NonNullable<Explanation['verdict']>, string>> = {
  permanent:
    'A call that ends so is rejected for good: it was surely not done, and is not made again before somebody says so.',
  transient: 'A call that ends so is rejected for now: it was surely not done, and is made again by itself.',
  unknown:
    'A call that ends so is unknown: the site may or may not have it, and it is never made again on its own.',
  readOnly: 'No call ends so: it is found before a call, or while the site is asked.',
  warning: 'It is a warning: nothing is held back.',
};

/** The page of a code, for people: what it means, what it looks like, and what to do. */
export function explainText(page: Explanation, text: Text): string {
  const { code, title: name, meaning, example, fix, verdict } = page;
  return print(
    [
      [title(`${code}: ${name}`)],
      [line(meaning), ...(verdict === null ? [] : [line(VERDICTS[verdict])])],
      exampleSection(example),
      [title('What to do'), line(fix, 'busy', 2)],
    ],
    text,
  );
}

function exampleSection(example: string | null): Section {
  return example === null ? [] : [title('Example'), ...example.trimEnd().split('\n').map(asItStands)];
}

/** A line of a file: its indentation means something, and must not be taken for space to break at. */
function asItStands(text: string): Block {
  const content = text.trimStart();
  return line(content, undefined, 2 + text.length - content.length);
}
