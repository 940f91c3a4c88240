// One sender that asks without end must cost the others nothing, and addresses without end must cost no memory. Written by
// hand: @fastify/rate-limit turns senders away for as long as the clock was put back, and tells no first refusal from the next.
const MINUTE = 60_000;
const MOST_ADDRESSES = 10_000;

/** Counts how often a sender came since its current minute began, this time included. */
export function countVisits(clock: () => number): (sender: string) => number {
  const seen = new Map<string, { readonly since: number; visits: number }>();
  return (sender) => {
    const now = clock();
    const known = seen.get(sender);
    if (known && now >= known.since && now - known.since < MINUTE) {
      known.visits += 1;
      return known.visits;
    }
    // Set anew, so that the first of the map is the one whose minute began longest ago.
    seen.delete(sender);
    const [oldest] = seen.size < MOST_ADDRESSES ? [] : seen.keys();
    if (oldest !== undefined) seen.delete(oldest);
    seen.set(sender, { since: now, visits: 1 });
    return 1;
  };
}

/** What counts as one sender: an IPv4 address, or the /64 network that an IPv6 host has for itself. */
export function senderOf(address: string): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address;
  const [head = '', tail] = address.replace(/%.*$/, '').split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
