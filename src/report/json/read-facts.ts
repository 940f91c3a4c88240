// Facts come from a pipeline's artifact: nothing in them is believed before it has the form.
import type { z } from 'zod';
import { messageOf } from '../../model/failure.ts';
import type { Facts } from '../../model/views/facts.ts';
import { FactsForm } from './facts.ts';

/** Facts, or what is wrong with the text that should hold them, a sentence each. */
export type ReadFacts = { readonly facts: Facts } | { readonly mistakes: readonly [string, ...string[]] };

/** As many as somebody reads. */
const SHOWN = 5;

/** Reads what `export` wrote. */
export function readFacts(text: string): ReadFacts {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { mistakes: [`it is no JSON: ${messageOf(error)}`] };
  }
  const checked = FactsForm.safeParse(value);
  if (checked.success) {
    const { exportedAt, sites, sent } = checked.data;
    return { facts: { exportedAt, sites, sent } };
  }
  const [first, ...more] = checked.error.issues.slice(0, SHOWN).map(describe);
  return { mistakes: [first ?? 'it has another form', ...more] };
}

function describe({ path, message }: z.core.$ZodIssue): string {
  const place = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return `${place.replace(/^\./, '') || 'the document'}: ${message}`;
}
