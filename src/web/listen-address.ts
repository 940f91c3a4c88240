/** Where a server listens. */
interface ListenAddress {
  /** A name or an address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** Only this machine can reach it. */
  readonly loopback: boolean;
}

/** The host and port in `127.0.0.1:8470`, `[::1]:8470` or `localhost:0`, or undefined where the text is none. */
export function findListenAddress(text: string): ListenAddress | undefined {
  const [, inBrackets, name, digits = ''] =
    /^(?:\[([0-9a-fA-F:.]{2,45})\]|([A-Za-z0-9.-]{1,253})):(\d{1,5})$/.exec(text) ?? [];
  const host = inBrackets ?? name;
  const port = Number(digits);
  if (host === undefined || port > 65_535) return undefined;
  return { host, port, loopback: isLoopback(host) };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}
