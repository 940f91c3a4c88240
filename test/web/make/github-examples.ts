import { createRequire } from 'node:module';
import { z } from 'zod';

const definitions = z.array(
  z.object({ name: z.string(), examples: z.array(z.looseObject({ ref: z.unknown().optional() })) }),
);

/** Every payload that GitHub's community keeps as an example, with the event that it is of. */
export const githubExamples = definitions
  // Its types speak of a module, and it is a JSON file.
  .parse(createRequire(import.meta.url)('@octokit/webhooks-examples'))
  .flatMap(({ name, examples }) => examples.map((payload, at) => ({ name, at, payload })));
