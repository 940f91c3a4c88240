import { expect, it } from 'vitest';
import { treeKill, windowsProgram } from '../../src/model/windows.ts';

it('a program of Windows is named by its whole path, wherever Windows is', () => {
  expect(windowsProgram('tool.exe', 'D:\\WinNT')).toBe('D:\\WinNT\\System32\\tool.exe');
  expect(windowsProgram('tool.exe', undefined)).toBe('C:\\Windows\\System32\\tool.exe');
});

it('a process is ended by force, with all that it started', () => {
  expect(treeKill(42, 'D:\\WinNT')).toEqual([
    'D:\\WinNT\\System32\\taskkill.exe',
    ['/PID', '42', '/T', '/F'],
  ]);
});
