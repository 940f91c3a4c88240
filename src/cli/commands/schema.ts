import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Failure } from '../../model/failure.ts';
import type { Context, Define } from '../command.ts';
import { COMMAND_ERRORS } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { allSchemas, schemaText } from '../schemas.ts';

export const define: Define = (command, act) => {
  command
    .argument('[name]', 'one of those that dpsync schema lists')
    .option('--write <folder>', 'write every schema into this folder')
    .addHelpText(
      'after',
      `
The JSON schemas of what people write and of what dpsync prints, for editors and
pipelines.

Example:
  dpsync schema redistribution > redistribution.schema.json`,
    )
    .action((name: string | undefined, flags: { readonly write?: string }) =>
      act((context) => schema(name, flags.write, context)),
    );
};

async function schema(
  name: string | undefined,
  folder: string | undefined,
  { terminal }: Context,
): Promise<ExitCode> {
  const schemas = allSchemas();
  if (folder !== undefined) {
    const target = resolve(terminal.folder, folder);
    await mkdir(target, { recursive: true });
    for (const [file, content] of schemas)
      await writeFile(join(target, `${file}.schema.json`), schemaText(content));
    terminal.error(`wrote ${schemas.size} schemas to ${target}\n`);
    return EXIT.done;
  }
  const names = [...schemas.keys()].join(', ');
  if (name === undefined) {
    await terminal.out(`${names}\n`);
    return EXIT.done;
  }
  const found = schemas.get(name);
  if (!found) throw new Failure(COMMAND_ERRORS.noSchema, `there is no schema ${name}; there are ${names}`);
  await terminal.out(schemaText(found));
  return EXIT.done;
}
