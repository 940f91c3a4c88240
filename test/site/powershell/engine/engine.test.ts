import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Engine, type Limits } from '../../../../src/site/powershell/engine/engine.ts';
import { enginesOf, expectNoEngines, killEngines } from '../../../make/engines.ts';
import { describeWith } from '../../../make/needs.ts';
import { makeLauncher } from '../../../make/process/launcher.ts';
import { findPwsh, pwshEnvironment } from '../../../make/site/pwsh.ts';
import { makeTempFolder } from '../../../make/temp-folder.ts';

const pwsh = findPwsh() ?? '';
const ENGINE = new URL('../../../../src/site/powershell/engine/engine.ts', import.meta.url).href;
const LIMITS: Limits = { milliseconds: 20_000, longest: 10_000 };
const HANG = '[Threading.Thread]::Sleep(-1)';
let number = 0;

/** An engine, and the mark by which it is found among all processes. */
function make(executable = pwsh) {
  number += 1;
  const mark = `engine-test-${process.pid}-${number}`;
  const engine = Engine.start(executable, { ...pwshEnvironment({ site: mark }), NO_COLOR: '1' });
  onTestFinished(() => engine.end());
  return { engine, mark, run: (command: string, limits = LIMITS) => engine.run(command, limits) };
}

describeWith('pwsh', findPwsh(), () => {
  describe('an engine', () => {
    it('runs one line after the other, in one process', async () => {
      const { engine, mark, run } = make();
      const first = await run('[Console]::Out.WriteLine($PID)');
      expect(await run('[Console]::Out.WriteLine($PID)')).toEqual(first);
      expect(enginesOf(mark).map(String)).toEqual([first.kind === 'said' ? first.text : '']);
      expect(engine.usable).toBe(true);
    });

    it('runs those that are asked at once in their order', async () => {
      const { run } = make();
      const said = await Promise.all(['1', '2', '3'].map((text) => run(`[Console]::Out.WriteLine(${text})`)));
      expect(said).toEqual(['1', '2', '3'].map((text) => ({ kind: 'said', text })));
    });

    it.each<readonly [string, string, Partial<Limits>, object]>([
      ['a hang', HANG, { milliseconds: 300 }, { kind: 'timedOut' }],
      ['given up', HANG, { signal: AbortSignal.abort() }, { kind: 'aborted' }],
      ['noise', '[Console]::Error.WriteLine("no")', {}, { kind: 'noise', text: 'no\n' }],
      ['an error', "throw 'no'", {}, { kind: 'noise', text: expect.stringContaining('no') }],
      [
        'an unknown command',
        'Get-Nothing',
        {},
        { kind: 'noise', text: expect.stringContaining('Get-Nothing') },
      ],
      ['a prompt', "Read-Host 'Sure?'", {}, { kind: 'noise' }],
      ['too much', "[Console]::Out.WriteLine('x' * 20000)", {}, { kind: 'tooLarge' }],
      ['an end that looks like success', 'exit 0', {}, { kind: 'ended', text: 'it ended by itself' }],
      ['an end', 'exit 7', {}, { kind: 'ended', text: 'exit code 7' }],
      [
        'a violent end',
        '[Diagnostics.Process]::GetCurrentProcess().Kill()',
        {},
        { kind: 'ended', text: 'signal SIGKILL' },
      ],
    ])('is dead after %s', async (_what, command, limits, said) => {
      const { engine, mark, run } = make();
      await run('$null');
      expect(await run(command, { ...LIMITS, ...limits })).toMatchObject(said);
      expect(engine.usable).toBe(false);
      expect((await run('[Console]::Out.WriteLine(1)')).kind).toBe('ended');
      await expectNoEngines(mark);
    });

    it('stops 200 MB long before they are read', async () => {
      const { mark, run } = make();
      const flood = '$x = "A" * 1MB; for ($i = 0; $i -lt 200; $i++) { [Console]::Out.Write($x) }';
      expect(await run(flood)).toEqual({ kind: 'tooLarge' });
      await expectNoEngines(mark);
    });

    it('tells of noise while the command still hangs', async () => {
      const { run } = make();
      expect(await run(`[Console]::Error.WriteLine('no'); ${HANG}`)).toEqual({ kind: 'noise', text: 'no\n' });
    });

    it('frames what is said by one character, however its system ends lines', async () => {
      using folder = makeTempFolder();
      const [program, heard] = [join(folder.path, 'program'), join(folder.path, 'heard')];
      writeFileSync(program, `#!/bin/sh\n'${pwsh}' "$@" | tee '${heard}'\n`, { mode: 0o700 });
      const { engine, run } = make(program);
      await run('[Console]::Out.NewLine = [Console]::Error.NewLine = "`r`n"');
      expect(await run('[Console]::Out.WriteLine(1)')).toEqual({ kind: 'said', text: '1' });
      await engine.end();
      const frame = '[0-9A-Za-z]{16}\n';
      expect(readFileSync(heard, 'utf8')).toMatch(new RegExp(`^(?:${frame}){3}1\r\n${frame}$`));
    });

    it('that is gone takes no other program with it, whoever has its id by now', async () => {
      const { engine, mark, run } = make();
      await run('$null');
      const stranger = spawn('sleep', ['600']);
      onTestFinished(() => void stranger.kill());
      const ended = once(stranger, 'exit');
      engine.process = stranger.pid;
      killEngines(mark);
      await expect.poll(() => engine.usable).toBe(false);
      await engine.end();
      stranger.kill('SIGTERM');
      expect(await ended).toEqual([null, 'SIGTERM']);
    });

    it('is given up in the middle of a command', async () => {
      const { mark, run } = make();
      const stop = new AbortController();
      const running = run(HANG, { ...LIMITS, signal: stop.signal });
      await expect.poll(() => enginesOf(mark)).toHaveLength(1);
      stop.abort();
      expect(await running).toEqual({ kind: 'aborted' });
      await expectNoEngines(mark);
    });

    it('ends what is behind a launcher too', async () => {
      using folder = makeTempFolder();
      const { engine, mark, run } = make(makeLauncher(folder.path, '$x = 1'));
      const told = await run('[Console]::Out.WriteLine($PID)');
      engine.process = Number(told.kind === 'said' ? told.text : 0);
      expect(enginesOf(mark)).toEqual([engine.process]);
      expect(await run(HANG, { ...LIMITS, milliseconds: 300 })).toEqual({ kind: 'timedOut' });
      await expectNoEngines(mark);
    });
  });

  describe('what is started', () => {
    it('is what was asked for, whatever the environment of dpsync says', async () => {
      vi.stubEnv('NODE_POWERSHELL', '/nowhere/else');
      onTestFinished(() => void vi.unstubAllEnvs());
      expect(await make().run('[Console]::Out.WriteLine(1)')).toEqual({ kind: 'said', text: '1' });
    });

    it('is not in the group of processes that Ctrl-C ends', async () => {
      const { mark, run } = make();
      await run('$null');
      const [engine] = enginesOf(mark);
      const { stdout } = await promisify(execFile)('ps', ['-o', 'pgid=', '-p', `${engine}`]);
      expect(Number(stdout)).toBe(engine);
    });

    it('says nothing of its work on stdout, whatever DEBUG says', async () => {
      const script = `
        import { Engine } from ${JSON.stringify(ENGINE)};
        const engine = Engine.start(${JSON.stringify(pwsh)}, process.env);
        const said = await engine.run('[Console]::Out.WriteLine(1)', { milliseconds: 20000, longest: 1000 });
        await engine.end();
        process.stdout.write(JSON.stringify(said));`;
      const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
        env: { ...pwshEnvironment({}), NO_COLOR: '1', DEBUG: '*' },
      });
      expect(stdout).toBe('{"kind":"said","text":"1"}');
    });

    it.each(['/nowhere/pwsh', 'pwsh-preview-that-is-not-there'])(
      'may be missing, which harms nobody: %s',
      async (executable) => {
        const { engine, run } = make(executable);
        const said = { kind: 'ended', text: `spawn ${executable} ENOENT` };
        expect(await run('[Console]::Out.WriteLine(1)')).toEqual(said);
        expect(engine.usable).toBe(false);
      },
    );
  });
});
