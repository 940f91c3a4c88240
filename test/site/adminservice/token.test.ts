import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { tokenFinder } from '../../../src/compose/token.ts';
import { makeTokenSource, type TokenSource } from '../../../src/site/adminservice/token.ts';
import type { AuthSettings } from '../../../src/site/settings.ts';
import { makeTempFolder } from '../../make/temp-folder.ts';
import { rejection } from '../contract.ts';

type Bearer = Omit<Extract<AuthSettings, { type: 'bearer' }>, 'type'>;

function source(bearer: Bearer, environment = {}, clock = () => 0): TokenSource {
  return makeTokenSource({ type: 'bearer', ...bearer }, tokenFinder(environment), clock);
}

/** A command that writes what the script says, in the Node that runs the tests. */
function command(script: string, ...parameters: readonly string[]): string[] {
  return [process.execPath, '-e', script, ...parameters];
}

describe('a token', () => {
  it('is none where none is asked for', async () => {
    expect(await makeTokenSource({ type: 'none' }, tokenFinder({}), () => 0).read()).toBeUndefined();
  });

  it('comes from a variable', async () => {
    expect(await source({ tokenEnv: 'T' }, { T: ' abc\n' }).read()).toBe('abc');
  });

  it('comes from a file, which is read anew each time', async () => {
    using folder = makeTempFolder();
    const tokenFile = join(folder.path, 'token');
    const tokens = source({ tokenFile });
    writeFileSync(tokenFile, 'first\r\n');
    expect(await tokens.read()).toBe('first');
    writeFileSync(tokenFile, 'second');
    expect(await tokens.read()).toBe('second');
  });

  it.each([
    ['a missing variable', { tokenEnv: 'T' }, {}],
    ['an empty variable', { tokenEnv: 'T' }, { T: '  ' }],
    ['a token that would end its header', { tokenEnv: 'T' }, { T: 'a\r\nX-Other: b' }],
    ['a missing file', { tokenFile: '/no/such/file' }, {}],
    ['a missing program', { tokenCommand: ['no-such-program-of-dpsync'] }, {}],
    ['a command that fails', { tokenCommand: command('process.exit(3)') }, {}],
    ['a command that says nothing', { tokenCommand: command('') }, {}],
    [
      'a command that never stops talking',
      { tokenCommand: command("for(;;)console.log('x'.repeat(9999))") },
      {},
    ],
  ] satisfies readonly (readonly [string, Bearer, Record<string, string>])[])(
    'cannot be had from %s',
    async (_what, bearer, environment) => {
      const failure = await rejection(source(bearer, environment).read());
      expect(failure).toMatchObject({ code: 'DPS2014', consequence: 'wait' });
    },
  );

  it('is not in the message where the command that knows it fails', async () => {
    const script = "console.log('secret-1'); console.error('secret-2'); process.exit(1)";
    const failure = await rejection(source({ tokenCommand: command(script, 'secret-3') }).read());
    expect(failure.message).toContain('it ended with 1');
    expect(`${failure.message} ${String(failure.cause)}`).not.toContain('secret');
  });

  it('comes from a command, without a shell and with the environment that was given', async () => {
    const script = 'console.log(process.argv[1] + process.env.T + String(process.env.HOME))';
    const tokens = source({ tokenCommand: command(script, '$(id);*') }, { T: 'x' });
    expect(await tokens.read()).toBe('$(id);*xundefined');
  });

  it('is kept for five minutes, or until the site refuses it', async () => {
    using folder = makeTempFolder();
    const file = join(folder.path, 'count');
    writeFileSync(file, '');
    const script = `fs.appendFileSync(${JSON.stringify(file)}, 'x'); console.log(fs.readFileSync(${JSON.stringify(file)}, 'utf8'))`;
    let now = 0;
    const tokens = source({ tokenCommand: command(script) }, {}, () => now);
    expect([await tokens.read(), await tokens.read()]).toEqual(['x', 'x']);
    now += 300_001;
    expect(await tokens.read()).toBe('xx');
    tokens.forget();
    expect(await tokens.read()).toBe('xxx');
  });

  it('is asked for again after a command failed', async () => {
    using folder = makeTempFolder();
    const file = join(folder.path, 'flag');
    const script = `fs.existsSync(${JSON.stringify(file)}) ? console.log('now') : process.exit(1)`;
    const tokens = source({ tokenCommand: command(script) });
    await rejection(tokens.read());
    writeFileSync(file, '');
    expect(await tokens.read()).toBe('now');
  });
});
