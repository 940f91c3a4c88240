import type { Listener } from '../model/event.ts';

/** Tells that a site is held when it begins or its reason changes, not at every probe; a release begins anew. */
export function tellHeldOnce(listen: Listener): Listener {
  const told = new Map<string, string>();
  return (event) => {
    if (event.type === 'siteReleased') told.delete(event.site);
    if (event.type === 'siteHeld') {
      if (told.get(event.site) === event.code) return;
      told.set(event.site, event.code);
    }
    listen(event);
  };
}
