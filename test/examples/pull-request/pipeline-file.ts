import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import type { PipelineHost } from './host.ts';

/** Where the examples are. */
export const PULL_REQUEST = join(import.meta.dirname, '../../../examples/pull-request');

/** A pipeline file in a form that its host takes. Throws where it is in no such form. */
export function readPipelineFile<Form extends z.ZodType>(
  { folder, file }: Pick<PipelineHost, 'folder' | 'file'>,
  form: Form,
): z.output<Form> {
  return form.parse(parse(readFileSync(join(PULL_REQUEST, folder, file), 'utf8')));
}
