import { Ajv2020 } from 'ajv/dist/2020.js';
import { documentSchemas } from '../../../src/report/schemas.ts';

/** What an independent reader of the published schema finds wrong with a document; null where nothing is. */
export function wrongBySchema(name: string, document: unknown): unknown {
  const schema = documentSchemas().get(name);
  if (!schema) throw new Error(`there is no schema ${name}`);
  const isDateTime = (text: string) => !Number.isNaN(Date.parse(text));
  const ajv = new Ajv2020({ allErrors: true, formats: { 'date-time': isDateTime } });
  return ajv.validate(schema, JSON.parse(JSON.stringify(document))) ? null : ajv.errors;
}
