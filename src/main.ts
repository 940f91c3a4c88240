#!/usr/bin/env node
// The executable. It must parse on an old Node, to say which one it needs; hence no static import of the rest.
import module from 'node:module';

const NEEDED = 24;

if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  process.stderr.write(
    `dpsync needs Node ${NEEDED} or newer; this is ${process.versions.node} (${process.execPath}). See https://nodejs.org\n`,
  );
  process.exit(1);
}

// Windows would look for git and powershell in the working folder first, and that may be a checkout.
process.env.NoDefaultCurrentDirectoryInExePath = '1';
// Compiled code is believed as it lies there, so it lies where only this account writes: Node's own default is a folder
// for temporary files that all share.
import('./cli/compiled-code.ts')
  .then(({ compiledCodeFolder }) => {
    const folder = compiledCodeFolder(process.env);
    if (folder !== undefined) module.enableCompileCache(folder);
    return import('./cli/run.ts');
  })
  .then(({ run, thisProcess }) => run(process.argv.slice(2), thisProcess()))
  .then((code) => process.exit(code));
