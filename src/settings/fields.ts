// What the config's form says of itself, so that nobody keeps a list of its keys beside it.
import { z } from 'zod';

/** A place in a config: its keys, and `*` for each item of a list. */
export type Place = readonly string[];

/** A place, and the form of what stands there. */
interface Field {
  readonly place: Place;
  readonly form: z.core.$ZodType;
}

/** Every field of a form, of each alternative too; a field with something around its form is there with and without it. */
export function* fieldsOf(form: z.core.$ZodType, place: Place = []): Generator<Field> {
  yield { place, form };
  if (form instanceof z.ZodObject) {
    for (const [key, inner] of Object.entries(form.shape)) yield* fieldsOf(inner, [...place, key]);
  } else if (form instanceof z.ZodArray) {
    yield* fieldsOf(form.element, [...place, '*']);
  } else {
    for (const inner of within(form)) yield* fieldsOf(inner, place);
  }
}

function within(form: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (form instanceof z.ZodUnion) return form.options;
  if (form instanceof z.ZodPipe) return [form.in];
  const isWrapper =
    form instanceof z.ZodOptional || form instanceof z.ZodDefault || form instanceof z.ZodPrefault;
  return isWrapper ? [form.unwrap()] : [];
}
