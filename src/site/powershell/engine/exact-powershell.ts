// What node-powershell would decide by itself: which program it starts, how, and what it says of it.
import { PowerShell } from 'node-powershell';

/** The library's PowerShell, which starts what it is told and nothing else. */
export class ExactPowerShell extends PowerShell {
  /** What the config says: by itself the library starts what the variable NODE_POWERSHELL says, and pwsh for pwsh-preview. */
  protected override setExecutable({ executable }: { readonly executable?: string }): string {
    return executable ?? '';
  }

  /** One that ends in CR LF, as lines do on Windows, is never found by the library where all that is said comes in one piece. */
  protected override writeToOutput(frame: string): string {
    return `[Console]::Out.Write("${frame}\`n")`;
  }

  protected override writeToError(frame: string): string {
    return `[Console]::Error.Write("${frame}\`n")`;
  }
}

/** In dpsync's own process group Ctrl-C would end the calls that it waits for. On Windows an engine has a console of its own. */
Object.defineProperty(ExactPowerShell.prototype, 'spawnOptions', {
  set(options: object) {
    const value = { ...options, detached: process.platform !== 'win32' };
    Object.defineProperty(this, 'spawnOptions', { value });
  },
});

/** With DEBUG=* in the environment the library would show every command and answer on stdout, where the JSON of -o json is. */
Object.defineProperty(ExactPowerShell.prototype, 'setDebuggers', {
  value: () => ({ comment: () => undefined, command: () => undefined, output: () => undefined }),
});
