import type { Files } from '../../make/git/temp-repo.ts';
import { redistribution } from '../../make/noun/redistribution.ts';

/** A mistake, so that the file is shown: a field that there is not. */
const MISTAKE = `${redistribution({ site: 'P01', packages: [2] })}  colour: red\n`;

/** Names that end a line, a value or a command of a log where they are not escaped. */
const NAMES: readonly string[] = [
  'a\n::error::forged.yaml',
  'b\n##vso[task.complete result=Succeeded;]forged.yaml',
  'c "quoted" \'twice\' $(touch ran) `touch ran`.yaml',
  'd%0A::add-mask::1%AZP250A.yaml',
  'e,line=1::##[error];code=x].yaml',
];

/** The files that a reviewer is to be told of. */
export const WRONG: readonly string[] = [...NAMES, 'dpsync.yaml', 'sites/dpsync.yaml', 'huge.yaml'];

/** What a pull request may bring. Whatever of it is run makes the file `trace`; `ledger` is what its configs name. */
export function hostileFiles(trace: string, ledger: string): Files {
  const touch = `touch '${trace}'`;
  const config = configOf(trace, ledger);
  const script = `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '');\n`;
  return {
    'dpsync.yaml': config,
    'sites/dpsync.yaml': config,
    '.env': `DPSYNC_CONFIG=dpsync.yaml\nNODE_OPTIONS=--require ./run.cjs\n`,
    '.gitattributes': '* filter=run diff=run merge=run\n',
    '.gitconfig': `[filter "run"]\n\tsmudge = ${touch}\n[diff "run"]\n\ttextconv = ${touch}\n[core]\n\tfsmonitor = ${touch}\n\thooksPath = hooks\n`,
    '.gitmodules': `[submodule "x"]\n\tpath = x\n\turl = ext::${touch}\n\tupdate = !${touch}\n`,
    '.mailmap': 'Ada Admin <ada@example.invalid> <ada@example.com>\n',
    'hooks/post-checkout': `#!/bin/sh\n${touch}\n`,
    '.githooks/reference-transaction': `#!/bin/sh\n${touch}\n`,
    '.npmrc': `script-shell=${trace}\nnode-options=--require ./run.cjs\n`,
    '.yarnrc.yml': 'yarnPath: ./run.cjs\n',
    'package.json': JSON.stringify({
      packageManager: 'yarn@4.0.0',
      scripts: { preinstall: touch, install: touch, postinstall: touch, prepare: touch },
    }),
    'run.cjs': script,
    'package/dist/main.js': script,
    'node_modules/yaml/index.js': script,
    'facts.json': '{}',
    '.github/workflows/dpsync-review.yml': `on: pull_request\njobs: {review: {runs-on: ubuntu-latest, steps: [{run: "${touch}"}]}}\n`,
    '.gitlab-ci.yml': `dpsync review: {script: "${touch}"}\n`,
    'azure-pipelines.yml': `steps: [{bash: "${touch}"}]\n`,
    // Nobody reads 50 MB, and a declaration at its end is not found.
    'huge.yaml': `# ${'x'.repeat(50 * 1024 * 1024)}\n${redistribution({ site: 'P01', packages: [9] })}`,
    ...Object.fromEntries(NAMES.map((name) => [name, MISTAKE])),
  };
}

/** Would reach a site with a command of its own, and keep a ledger. */
function configOf(trace: string, ledger: string): string {
  return JSON.stringify({
    apiVersion: 'dpsync/v1',
    kind: 'Config',
    ledger: `sqlite:${ledger}`,
    sources: [{ name: 'content', url: '.', branch: 'feature' }],
    sites: [
      {
        code: 'P01',
        provider: {
          type: 'adminservice',
          url: 'http://127.0.0.1:1/AdminService',
          auth: { type: 'bearer', tokenCommand: ['touch', trace] },
        },
      },
    ],
  });
}
