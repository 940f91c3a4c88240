// A NAL path is how a site tells one distribution point from every other: ["Display=\\SRV\"]MSWNET:["SMS_SITE=P01"]\\SRV\

/** What a NAL path names. */
interface NalServer {
  /** As it is written: a short name or a full one. */
  readonly server: string;
  /** Upper-case. */
  readonly site: string;
}

const NAL_PATH = /^\["Display=[^\]]{1,1000}"\]\w+:\["SMS_SITE=(\w{3})"\]\\\\([^\\]{1,255})\\/i;

/** The server in a NAL path, and the site that it belongs to; undefined where the text is none. */
export function parseNalPath(text: string): NalServer | undefined {
  const [, site, server] = NAL_PATH.exec(text) ?? [];
  return site === undefined || server === undefined ? undefined : { server, site: site.toUpperCase() };
}

/** True where two names are of one server: alike in any case, or the short name of one is the first label of the other. */
export function isSameServer(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return (
    a === b || (!a.includes('.') && b.startsWith(`${a}.`)) || (!b.includes('.') && a.startsWith(`${b}.`))
  );
}
