import { z } from 'zod';
import { RedistributionForm } from '../declare/written.ts';
import { documentSchemas } from '../report/schemas.ts';
import { configForm } from '../settings/form.ts';

/** Every published JSON schema (draft 2020-12), by the name of its file without `.schema.json`. */
export function allSchemas(): ReadonlyMap<string, object> {
  return new Map<string, object>([
    ['redistribution', z.toJSONSchema(RedistributionForm, { io: 'input' })],
    ['config', z.toJSONSchema(configForm, { io: 'input', unrepresentable: 'any' })],
    ...documentSchemas(),
  ]);
}

/** A schema as its file holds it. */
export function schemaText(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
