// What stands for days would be told every minute, and nobody reads a log that repeats itself.
import type { Listener } from '../model/event.ts';

/**
 * Tells that a site is held, and that the head of a source is not verified, when it begins or its reason changes, not at
 * every look. A release, and another head, begin anew.
 */
export function tellOnce(listen: Listener): Listener {
  const held = new Map<string, string>();
  const unverified = new Map<string, { readonly commit: string; readonly message: string }>();
  return (event) => {
    switch (event.type) {
      case 'siteReleased':
        held.delete(event.site);
        break;
      case 'siteHeld':
        if (held.get(event.site) === event.code) return;
        held.set(event.site, event.code);
        break;
      case 'fetched':
        if (unverified.get(event.source)?.commit !== event.commit) unverified.delete(event.source);
        break;
      case 'unverified':
        if (unverified.get(event.source)?.message === event.message) return;
        unverified.set(event.source, event);
        break;
      default:
      // What happens once is told each time.
    }
    listen(event);
  };
}
