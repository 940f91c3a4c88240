// Windows looks for a bare name in the working folder first, where a checkout may have brought a program of that name.

/** The whole path of a program below System32; `root` is what the variable SystemRoot says. */
export function windowsProgram(path: string, root = 'C:\\Windows'): string {
  return `${root}\\System32\\${path}`;
}

/** The program and the arguments that end a process at once, with all that it started. */
export function treeKill(
  process: number,
  root?: string,
): readonly [program: string, words: readonly string[]] {
  return [windowsProgram('taskkill.exe', root), ['/PID', String(process), '/T', '/F']];
}
