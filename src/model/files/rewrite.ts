/** An encoding that is not UTF-8, by the names that programs have for it. */
export interface WrittenIn {
  readonly name: string;
  readonly iconv: string;
  /** Left out: .NET sees it by the byte order mark. */
  readonly dotnet?: string;
}

/** What to do: the command that makes UTF-8 of a file, in place and with its permissions, for the system that its path is of. */
export function rewrite(file: string, { iconv, dotnet }: WrittenIn): string {
  const path = quotePath(file);
  if (isWindowsPath(file)) {
    const how = dotnet === undefined ? '' : `, ${dotnet}`;
    return `in PowerShell: [IO.File]::WriteAllText(${path}, [IO.File]::ReadAllText(${path}${how}))`;
  }
  return `in a shell: text=$(iconv -f ${iconv} -t UTF-8 ${path}) && printf '%s\\n' "$text" > ${path}`;
}

/** The same for a byte order mark, which UTF-8 does not need. */
export function rewriteWithoutMark(file: string): string {
  if (isWindowsPath(file)) return rewrite(file, { name: 'UTF-8', iconv: 'UTF-8' });
  return `in a shell: sed -i '1s/^\\xEF\\xBB\\xBF//' ${quotePath(file)}`;
}

/** A path as an argument of a command. */
export function quotePath(file: string): string {
  return `'${file.replaceAll("'", isWindowsPath(file) ? "''" : "'\\''")}'`;
}

function isWindowsPath(file: string): boolean {
  return /^(?:[a-z]:|\\\\)/i.test(file);
}
