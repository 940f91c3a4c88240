import { z } from 'zod';
import { RedistributionForm } from '../declare/written.ts';
import { documentSchemas } from '../report/schemas.ts';
import { configForm } from '../settings/form.ts';

/** Every published JSON schema (draft 2020-12), by the name of its file without `.schema.json`. */
export function allSchemas(): ReadonlyMap<string, object> {
  return new Map<string, object>([
    ['redistribution', z.toJSONSchema(RedistributionForm, { io: 'input' })],
    ['config', configSchema()],
    ...documentSchemas(),
  ]);
}

function configSchema(): object {
  return z.toJSONSchema(configForm, {
    io: 'input',
    unrepresentable: 'any',
    override({ jsonSchema }) {
      // How the form marks its secrets is no word of JSON schemas.
      delete jsonSchema.secret;
    },
  });
}

/** A schema as its file holds it. */
export function schemaText(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
