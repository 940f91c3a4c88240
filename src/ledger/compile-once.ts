// What every call asks of the ledger is compiled once: with a site that answers at once, compiling is what it waits for.
import type { Compilable, CompiledQuery } from 'kysely';
import type { Db } from './schema.ts';

/** Stands for a value until the query runs. */
class Slot {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** A query in which only values differ from one use to the next: `build` may look at none of them. */
export function compileOnce<Values extends object, Row>(
  build: (db: Db, values: Values) => Compilable<Row>,
): (db: Db, values: Values) => CompiledQuery<Row> {
  // Every engine compiles to a text of its own.
  const compiled = new WeakMap<object, CompiledQuery<Row>>();
  return (db, values) => {
    const engine = db.getExecutor().adapter;
    const query = compiled.get(engine) ?? build(db, slotsFor(values)).compile();
    compiled.set(engine, query);
    const given = new Map(Object.entries(values));
    const parameters = query.parameters.map((one) => (one instanceof Slot ? given.get(one.name) : one));
    return { ...query, parameters };
  };
}

function slotsFor<Values extends object>(values: Values): Values {
  return Object.fromEntries(Object.keys(values).map((name) => [name, new Slot(name)])) as Values;
}
