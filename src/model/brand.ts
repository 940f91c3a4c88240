declare const brand: unique symbol;

/** A `Base` that was checked: only the function that checks it makes one. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
