/** The whole path of a program of Windows below System32: a bare name is looked for in the working folder first. */
export function windowsProgram(path: string): string {
  return `${process.env.SystemRoot ?? 'C:\\Windows'}\\System32\\${path}`;
}
