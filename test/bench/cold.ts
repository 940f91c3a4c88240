import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './case.ts';
import { declarationText } from './declaration.ts';
import { makeEstate } from './estate.ts';
import { runNode } from './run-node.ts';

const PARSE = `
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
for (const text of JSON.parse(readFileSync(process.argv[1], 'utf8'))) parse(text);
`;

/** A first plan of 10,000 files of which nothing was read, against parsing the same texts. */
export const cold: Case = {
  name: 'cold',
  title: 'cold plan --no-fetch of 10,000 files / yaml.parse of the same texts',
  target: { kind: 'atMost', ratio: 1 },
  runs: 7,
  async prepare(folder) {
    const { plan, peak } = await prepareColdPlan(folder, 10_000);
    const texts = join(folder, 'texts.json');
    writeFileSync(
      texts,
      JSON.stringify(Array.from({ length: 10_000 }, (_, number) => declarationText(number))),
    );
    const parse = () => runNode(['--input-type=module', '--eval', PARSE, texts]);
    return { ours: plan, baseline: async () => (await parse()).took, peak };
  },
};

/** The memory of a first plan of 100,000 files. */
export const coldLarge: Case = {
  name: 'cold-large',
  title: 'cold plan --no-fetch of 100,000 files',
  target: { kind: 'peak', megabytes: 400 },
  runs: 1,
  async prepare(folder) {
    const { plan, peak } = await prepareColdPlan(folder, 100_000);
    return { ours: plan, baseline: null, peak };
  },
};

async function prepareColdPlan(folder: string, files: number) {
  const estate = makeEstate({ folder, files });
  const words = ['plan', '--no-fetch'];
  await estate.dpsync(['plan']);
  return {
    async plan() {
      estate.forget();
      return (await estate.dpsync(words)).took;
    },
    async peak() {
      estate.forget();
      return (await estate.dpsync(words, { peak: true })).peak;
    },
  };
}
