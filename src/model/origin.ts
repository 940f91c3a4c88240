/** A place in a text. Both count from 1; a column counts UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A place in a file of a source. */
export interface Place extends Position {
  readonly source: string;
  readonly file: string;
}

/** Where something was declared. `commit` is the last one that changed the file. */
export interface Origin extends Place {
  readonly commit: string;
}

/** `file:line:column`, the form that editors and terminals make a link of. */
export function showPlace(place: Position & { readonly file: string }): string {
  return `${place.file}:${place.line}:${place.column}`;
}
