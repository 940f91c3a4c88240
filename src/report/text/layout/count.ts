/** `1` of `problem` as `1 problem`, `2300` as `2,300 problems`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${number(amount)} ${amount === 1 ? one : many}`;
}

/** A whole number as people read it: `12,345`. */
export function number(amount: number): string {
  // toLocaleString does the same, once it has loaded the languages of the world.
  return String(amount).replace(/\B(?=(\d{3})+$)/g, ',');
}
