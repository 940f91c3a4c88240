// Every module writes its own forms, with a package that is none of the model's: what they share needs only this of it.

/** Whom a step of a form tells what is wrong with a value. */
interface Mistakes {
  addIssue(message: string): void;
}

/** A step of a form: what `parse` makes of a text, and a mistake where that is nothing. */
export function readAs<Value>(parse: (text: string) => Value | undefined, message: string) {
  return (text: string, mistakes: Mistakes): Value => {
    const value = parse(text);
    if (value !== undefined) return value;
    mistakes.addIssue(message);
    // A form with a mistake gives nothing on.
    return value as never;
  };
}
