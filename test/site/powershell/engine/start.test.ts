import { describe, expect, it } from 'vitest';
import { engineEnvironment } from '../../../../src/site/powershell/engine/environment.ts';
import { startEngine } from '../../../../src/site/powershell/engine/start.ts';
import { describeWith } from '../../../make/needs.ts';
import { makeLauncher } from '../../../make/process/launcher.ts';
import { findPwsh, pwshEnvironment } from '../../../make/site/pwsh.ts';
import { makeTempFolder } from '../../../make/temp-folder.ts';
import { rejection } from '../../contract.ts';

const environment = engineEnvironment(pwshEnvironment({}), 'pwsh');

describeWith('pwsh', findPwsh(), () => {
  describe('an engine that starts', () => {
    it('tells which process it is', async () => {
      const { engine, machine } = await startEngine({ executable: findPwsh() ?? '', environment, name: 'x' });
      expect(engine.process).toBeGreaterThan(0);
      expect(machine).not.toBe('');
      await engine.end();
    });

    it.each<readonly [string, string, string, RegExp]>([
      ['too old', "$PSVersionTable.PSVersion = [version]'4.0'", 'DPS2061', /version 4\.0/],
      ['too old', "$PSVersionTable.PSVersion = [version]'5.0.10586.117'", 'DPS2061', /version 5\.0/],
      ['no version', "$PSVersionTable.PSVersion = 'none'", 'DPS2065', /none/],
      [
        'constrained',
        "$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'",
        'DPS2062',
        /core types/,
      ],
      ['noise', "[Console]::Error.WriteLine('who are you')", 'DPS2065', /who are you/],
    ])('and is %s: %s', async (_what, line, code, message) => {
      using folder = makeTempFolder();
      const executable = makeLauncher(folder.path, line);
      const failure = await rejection(startEngine({ executable, environment, name: 'Site P01' }));
      expect(failure).toMatchObject({ code, consequence: 'wait' });
      expect(failure.message).toMatch(message);
      expect(failure.message).toMatch(/^Site P01: /);
    });

    it.each([
      ['/nowhere/pwsh', 'DPS2060'],
      ['/etc', 'DPS2060'],
      ['/bin/true', 'DPS2060'],
      ['/bin/false', 'DPS2060'],
      ['a\u0000b', 'DPS2060'],
    ])('and is none: %j', async (executable, code) => {
      expect(await rejection(startEngine({ executable, environment, name: 'x' }))).toMatchObject({
        code,
        consequence: 'wait',
      });
    });

    it('ends with the reason of its signal', async () => {
      const signal = AbortSignal.abort(new Error('enough'));
      const starting = startEngine({ executable: findPwsh() ?? '', environment, name: 'x', signal });
      await expect(starting).rejects.toThrow('enough');
    });
  });
});
