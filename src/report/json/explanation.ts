import { z } from 'zod';
import type { Explanation } from '../explanation.ts';
import { API_VERSION, documentForm } from './document.ts';

/** The form of `explain -o json`. */
export const ExplanationForm = documentForm('Explanation', 'The page of a code.', {
  code: z
    .string()
    .regex(/^DPS\d{4}$/)
    .describe('The code; it keeps its meaning for ever.'),
  title: z.string().describe('What it says, in a few words.'),
  meaning: z.string().describe('What it means here.'),
  example: z.string().nullable().describe('A text that has the problem; null where no text can show it.'),
  fix: z.string().describe('What to do.'),
  verdict: z
    .enum(['permanent', 'transient', 'unknown', 'readOnly', 'warning'])
    .nullable()
    .describe(
      'What it means for the call that ended with it. permanent, transient: rejected, surely not done. unknown: the site may or may not have it. readOnly: no call ends so. warning: holds nothing back. null: it speaks of no call.',
    ),
});

/** The page of a code, as `-o json` writes it. */
type ExplanationDocument = z.infer<typeof ExplanationForm>;

/** The document of a page. */
export function explanationDocument(page: Explanation): ExplanationDocument {
  const { code, title, meaning, example, fix, verdict } = page;
  return { apiVersion: API_VERSION, kind: 'Explanation', code, title, meaning, example, fix, verdict };
}
